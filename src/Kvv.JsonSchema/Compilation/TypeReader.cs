using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>Reads the value of <c>type</c>: one of seven names, or a non-empty array of distinct ones.</summary>
internal static class TypeReader
{
    /// <summary>The kinds of value that a type name covers, as bits by <see cref="JsonValueKind"/>; 0 for <c>integer</c>, -1 for no type name.</summary>
    public static int Kinds(string name) => name switch
    {
        "null" => 1 << (int)JsonValueKind.Null,
        "boolean" => (1 << (int)JsonValueKind.True) | (1 << (int)JsonValueKind.False),
        "object" => Keyword.Objects,
        "array" => Keyword.Arrays,
        "string" => Keyword.Strings,
        "number" => Keyword.Numbers,
        "integer" => 0,
        _ => -1,
    };

    /// <summary>Compiles the keyword.</summary>
    public static TypeKeyword Read(JsonElement value, SchemaReader reader)
    {
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (items.Length == 0 || items.Any(item => item.ValueKind != JsonValueKind.String))
            throw reader.Refusal("type", "type is a type name or a non-empty array of them.");
        var names = items.Select(item => JsonText.Decode(item)).ToList();
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            throw reader.Refusal("type", "type names no type twice.");
        var kinds = 0;
        foreach (var name in names)
        {
            var covered = Kinds(name);
            if (covered < 0)
                throw reader.Refusal("type", $"{JsonText.Quote(name)} is no type.");
            kinds |= covered;
        }

        return new(kinds, names.Contains("integer"), names.Count == 1 ? names[0] : "one of " + string.Join(", ", names));
    }
}
