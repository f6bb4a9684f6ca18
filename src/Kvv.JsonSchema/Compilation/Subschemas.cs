using System.Collections.Frozen;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Which keywords of draft 2020-12 hold schemas, and how.</summary>
internal static class Subschemas
{
    private static readonly FrozenSet<string> One = new[]
    {
        "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else", "items", "unevaluatedItems",
        "unevaluatedProperties", "contentSchema",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> List = new[] { "allOf", "anyOf", "oneOf", "prefixItems" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Map = new[]
    {
        "properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "dependencies",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The schemas that a keyword holds, with their paths from the schema around them.</summary>
    public static IEnumerable<(JsonElement Element, string Path)> Of(string keyword, JsonElement value)
    {
        if (One.Contains(keyword))
        {
            yield return (value, $"/{keyword}");
        }
        else if (List.Contains(keyword) && value.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in value.EnumerateArray())
                yield return (item, $"/{keyword}/{index++}");
        }
        else if (Map.Contains(keyword) && value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                if (keyword != "dependencies" || member.Value.ValueKind != JsonValueKind.Array)
                    yield return (member.Value, $"/{keyword}/{JsonPointer.Escape(JsonText.Name(member))}");
            }
        }
    }
}
