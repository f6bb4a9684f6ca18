using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary><c>$ref</c> (Core 8.2.3.1).</summary>
internal sealed class RefKeyword(SchemaNode target) : Keyword("$ref", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen) =>
        evaluation.InPlace(target, instance, seen, Name);
}

/// <summary>
/// <c>$dynamicRef</c> (Core 8.2.3.2): where its initial target is a <c>$dynamicAnchor</c>, the outermost resource in the dynamic
/// scope that has the same dynamic anchor decides.
/// </summary>
internal sealed class DynamicRefKeyword(SchemaNode initial, string? anchor) : Keyword("$dynamicRef", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var target = initial;
        if (anchor is not null)
        {
            foreach (var resource in evaluation.Scope)
            {
                if (resource.DynamicAnchors.TryGetValue(anchor, out var location))
                {
                    target = location.Node!;
                    break;
                }
            }
        }

        return evaluation.InPlace(target, instance, seen, Name);
    }
}

/// <summary><c>allOf</c> (Core 10.2.1.1).</summary>
internal sealed class AllOfKeyword(SchemaNode[] branches) : Keyword("allOf", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        for (var i = 0; i < branches.Length; i++)
        {
            if (evaluation.InPlace(branches[i], instance, seen, Name, evaluation.IsCollecting ? i.ToString(CultureInfo.InvariantCulture) : null))
                continue;
            isValid = false;
            if (!evaluation.IsCollecting)
                return false;
        }

        return isValid;
    }
}

/// <summary><c>anyOf</c> (Core 10.2.1.2).</summary>
internal sealed class AnyOfKeyword(SchemaNode[] branches) : Keyword("anyOf", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = false;
        foreach (var branch in branches)
        {
            var own = seen?.Fresh();
            if (!evaluation.Test(branch, instance, own))
                continue;
            isValid = true;
            if (seen is null)
                return true;
            seen.Merge(own!);
        }

        return isValid || (evaluation.IsCollecting && evaluation.Fail(Name, $"Matches none of the {branches.Length} schemas of anyOf."));
    }
}

/// <summary><c>oneOf</c> (Core 10.2.1.3).</summary>
internal sealed class OneOfKeyword(SchemaNode[] branches) : Keyword("oneOf", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        Seen? matched = null;
        var first = -1;
        for (var i = 0; i < branches.Length; i++)
        {
            var own = seen?.Fresh();
            if (!evaluation.Test(branches[i], instance, own))
                continue;
            if (first >= 0)
                return evaluation.IsCollecting && evaluation.Fail(Name, $"Matches the schemas {first} and {i} of oneOf; only one may match.");
            first = i;
            matched = own;
        }

        if (first < 0)
            return evaluation.IsCollecting && evaluation.Fail(Name, $"Matches none of the {branches.Length} schemas of oneOf.");
        if (matched is not null)
            seen!.Merge(matched);
        return true;
    }
}

/// <summary><c>not</c> (Core 10.2.1.4).</summary>
internal sealed class NotKeyword(SchemaNode negated) : Keyword("not", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen) =>
        !evaluation.Test(negated, instance, null)
        || (evaluation.IsCollecting && evaluation.Fail(Name, "Matches the schema of not."));
}

/// <summary><c>if</c> with <c>then</c> and <c>else</c> (Core 10.2.2).</summary>
internal sealed class IfKeyword(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Keyword("if", AnyKind, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var own = seen?.Fresh();
        if (!evaluation.Test(condition, instance, own))
            return otherwise is null || evaluation.InPlace(otherwise, instance, seen, "else");
        if (own is not null)
            seen!.Merge(own);
        return then is null || evaluation.InPlace(then, instance, seen, "then");
    }
}
