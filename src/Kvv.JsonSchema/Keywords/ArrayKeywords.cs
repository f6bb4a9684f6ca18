using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary><c>prefixItems</c> and <c>items</c> (Core 10.3.1) in one pass.</summary>
internal sealed class ItemsKeyword(SchemaNode[] prefix, SchemaNode? rest) : Keyword("items", Arrays, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        var index = 0;
        foreach (var item in instance.EnumerateArray())
        {
            var passes = index < prefix.Length
                ? evaluation.Item(prefix[index], item, index, "prefixItems", evaluation.IsCollecting ? index.ToString(CultureInfo.InvariantCulture) : null)
                : rest is null || evaluation.Item(rest, item, index, "items");
            if (!passes)
            {
                isValid = false;
                if (!evaluation.IsCollecting)
                    return false;
            }

            index++;
        }

        seen?.MarkFirst(rest is null ? Math.Min(index, prefix.Length) : index);
        return isValid;
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c> (Core 10.3.1.3, Validation 6.4.4 and 6.4.5).</summary>
internal sealed class ContainsKeyword(SchemaNode node, long least, long? most) : Keyword("contains", Arrays, order: 1)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        long found = 0;
        var index = 0;
        foreach (var item in instance.EnumerateArray())
        {
            if (evaluation.TestItem(node, item))
            {
                found++;
                seen?.Mark(index);
                if (seen is null && most is null && found >= least)
                    return true;
            }

            index++;
        }

        if (found < least)
            return evaluation.IsCollecting && evaluation.Fail(least == 1 ? Name : "minContains", $"Expected at least {least} matching items, found {found}.");
        if (found > most)
            return evaluation.IsCollecting && evaluation.Fail("maxContains", $"Expected at most {most} matching items, found {found}.");
        return true;
    }
}

/// <summary><c>unevaluatedItems</c> (Core 11.2).</summary>
internal sealed class UnevaluatedItemsKeyword(SchemaNode node) : Keyword("unevaluatedItems", Arrays, order: 2)
{
    /// <inheritdoc />
    public override bool Check(in JsonElement instance, Evaluation evaluation, Seen? seen)
    {
        var isValid = true;
        var index = -1;
        foreach (var item in instance.EnumerateArray())
        {
            if (seen!.IsMarked(++index))
                continue;
            if (evaluation.Item(node, item, index, Name))
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
