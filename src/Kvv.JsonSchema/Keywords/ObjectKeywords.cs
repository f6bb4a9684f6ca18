using System.Text.Json;

namespace Kvv.Schemas;

/// <summary><c>propertyNames</c> (Core 10.3.2.4).</summary>
internal sealed class PropertyNamesKeyword(SchemaNode node) : Keyword("propertyNames", Objects, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        foreach (var member in instance.EnumerateObject())
        {
            if (evaluation.TestItem(node, NameElement(member)))
                continue;
            isValid = false;
            if (!evaluation.IsCollecting)
                return false;
            evaluation.Fail(Name, $"The name {JsonText.Quote(JsonText.Name(member))} does not match the schema for names.");
        }

        return isValid;
    }

    /// <summary>A name as a JSON string, its escapes as written.</summary>
    private static JsonElement NameElement(in JsonProperty member)
    {
        var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8PropertyName(member);
        var quoted = new byte[raw.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        raw.CopyTo(quoted.AsSpan(1));
        return JsonElement.Parse(quoted);
    }
}

/// <summary><c>dependentRequired</c> (Validation 6.5.4) and the array form of the older <c>dependencies</c>.</summary>
internal sealed class DependentRequiredKeyword(string name, Dictionary<string, string[]> dependents) : Keyword(name, Objects)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        var names = instance.EnumerateObject().Select(member => JsonText.Name(member)).ToHashSet(StringComparer.Ordinal);
        foreach (var (present, required) in dependents)
        {
            if (!names.Contains(present))
                continue;
            foreach (var missing in required.Where(other => !names.Contains(other)))
            {
                isValid = false;
                if (!evaluation.IsCollecting)
                    return false;
                evaluation.Fail(Name, $"With the property {JsonText.Quote(present)}, {JsonText.Quote(missing)} is required.");
            }
        }

        return isValid;
    }
}

/// <summary><c>dependentSchemas</c> (Core 10.2.2.4) and the schema form of the older <c>dependencies</c>.</summary>
internal sealed class DependentSchemasKeyword(string name, Dictionary<string, SchemaNode> dependents) : Keyword(name, Objects, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        foreach (var member in instance.EnumerateObject())
        {
            var present = JsonText.Name(member);
            if (!dependents.TryGetValue(present, out var node) || evaluation.InPlace(node, instance, seen, Name, present))
                continue;
            isValid = false;
            if (!evaluation.IsCollecting)
                return false;
        }

        return isValid;
    }
}

/// <summary><c>unevaluatedProperties</c> (Core 11.3).</summary>
internal sealed class UnevaluatedPropertiesKeyword(SchemaNode node) : Keyword("unevaluatedProperties", Objects, order: 2)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        var index = -1;
        foreach (var member in instance.EnumerateObject())
        {
            if (seen!.IsMarked(++index))
                continue;
            if (evaluation.Member(node, member, Name))
            {
                seen.Mark(index);
                continue;
            }

            isValid = false;
            if (!evaluation.IsCollecting)
                return false;
        }

        return isValid;
    }
}
