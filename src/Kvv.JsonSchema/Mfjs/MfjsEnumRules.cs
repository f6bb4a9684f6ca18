using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>R05, L01 and L02: <c>enum</c>.</summary>
internal static class MfjsEnumRules
{
    public static void Check(MfjsSchema schema, MfjsReport report)
    {
        if (!schema.TryGet("enum", out var values))
            return;
        var path = schema.At("enum");
        if (values.ValueKind != JsonValueKind.Array || values.GetArrayLength() == 0)
        {
            report.Add(MfjsRules.Enum, path, "enum is a non-empty array.");
            return;
        }

        if (values.GetArrayLength() > MfjsLimits.MaxEnumItems)
            report.Add(MfjsRules.EnumItems, path, $"enum has {values.GetArrayLength()} values; at most {MfjsLimits.MaxEnumItems} are allowed.");
        var length = values.EnumerateArray().Sum(LengthOf);
        if (values.GetArrayLength() > MfjsLimits.EnumLengthThreshold && length > MfjsLimits.MaxEnumLength)
            report.Add(MfjsRules.EnumLength, path, $"The values of enum have {length} characters; at most {MfjsLimits.MaxEnumLength} are allowed.");
        CheckTypes(schema, values, path, report);
    }

    private static void CheckTypes(MfjsSchema schema, JsonElement values, string path, MfjsReport report)
    {
        var types = schema.Types;
        if (!schema.Has("type"))
        {
            report.Add(MfjsRules.Enum, path, "enum needs a type beside it.");
            return;
        }

        if (types.Count > 2 || (types.Count == 2 && (!types.Contains("null") || types.Any(type => type is "object" or "array"))))
        {
            report.Add(MfjsRules.Enum, path, "With enum, a type array has at most two types, of two one is null and the other scalar.");
            return;
        }

        if (types.All(MfjsKeywords.IsType) && types.Count > 0 && values.EnumerateArray().Any(value => !types.Any(type => Matches(value, type))))
            report.Add(MfjsRules.Enum, path, "Every value of enum has the schema's type.");
    }

    private static bool Matches(JsonElement value, string type) => value.ValueKind switch
    {
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type == "number" || (type == "integer" && JsonValueComparer.Number(value).IsInteger),
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Null => type == "null",
        JsonValueKind.Array => type == "array",
        _ => type == "object",
    };

    private static int LengthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => System.Text.Encoding.UTF8.GetByteCount(JsonText.Decode(value)),
        JsonValueKind.Number => value.GetRawText().Length,
        _ => 0,
    };
}
