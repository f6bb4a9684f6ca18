using System.Collections.Frozen;

namespace Kvv.Schemas;

/// <summary>The keywords of MFJS, and those that each type takes.</summary>
internal static class MfjsKeywords
{
    public static readonly FrozenSet<string> All = Set(
        "type", "properties", "additionalProperties", "items", "enum", "required", "anyOf", "description", "$defs", "$ref", "title",
        "$id", "default", "maxLength", "minLength", "maximum", "minimum", "maxItems", "minItems", "pattern");

    public static readonly FrozenSet<string> Annotations = Set("description", "title");

    public static readonly FrozenSet<string> RootOnly = Set("$defs", "$id");

    public static readonly FrozenSet<string> ReservedNames = Set("$defs", "$ref", "anyOf", "required", "additionalProperties");

    private static readonly FrozenDictionary<string, FrozenSet<string>> OfType = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal)
    {
        ["object"] = Set("type", "description", "title", "default", "properties", "required", "additionalProperties", "$ref", "anyOf"),
        ["array"] = Set("type", "description", "title", "default", "items", "minItems", "maxItems", "$ref"),
        ["string"] = Set("type", "description", "title", "default", "minLength", "maxLength", "pattern", "enum"),
        ["number"] = Set("type", "description", "title", "default", "minimum", "maximum", "enum"),
        ["integer"] = Set("type", "description", "title", "default", "minimum", "maximum", "enum"),
        ["boolean"] = Set("type", "description", "title", "default", "enum"),
        ["null"] = Set("type", "description", "title", "default", "enum"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a text is one of the seven type names.</summary>
    public static bool IsType(string name) => OfType.ContainsKey(name);

    /// <summary>Whether a type takes a keyword.</summary>
    public static bool Takes(string type, string keyword) => OfType[type].Contains(keyword);

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
