using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>R02, R03 and R04: <c>type</c> and what may stand beside it.</summary>
internal static class MfjsTypeRules
{
    public static void Check(MfjsSchema schema, bool isRoot, MfjsReport report)
    {
        if (!schema.TryGet("type", out var type))
            return;
        foreach (var other in (ReadOnlySpan<string>)["anyOf", "$ref"])
        {
            if (schema.Has(other))
                report.Add(MfjsRules.TypeBesideReference, schema.At("type"), $"type does not stand beside {other}; it belongs to the schemas behind it.");
        }

        if (CheckNames(schema, type, report) && schema.Types.Count > 1)
            CheckSeveral(schema, isRoot, report);
    }

    private static bool CheckNames(MfjsSchema schema, JsonElement type, MfjsReport report)
    {
        JsonElement[] names = type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray()] : [type];
        if (names.Length == 0)
        {
            report.Add(MfjsRules.Type, schema.At("type"), "type is no empty array.");
            return false;
        }

        if (names.Any(name => name.ValueKind != JsonValueKind.String || !MfjsKeywords.IsType(JsonText.Decode(name))))
        {
            report.Add(MfjsRules.Type, schema.At("type"), "type is one of the seven type names or an array of them.");
            return false;
        }

        if (report.IsUltra && schema.Types.Distinct(StringComparer.Ordinal).Count() != names.Length)
            report.Add(MfjsRules.Type, schema.At("type"), "type names no type twice.");
        return true;
    }

    private static void CheckSeveral(MfjsSchema schema, bool isRoot, MfjsReport report)
    {
        var types = schema.Types;
        if (!report.IsStrict || (types.Count == 2 && schema.Has("enum")))
            return;
        foreach (var keyword in schema.Keywords)
        {
            if (keyword != "type" && !MfjsKeywords.Annotations.Contains(keyword) && !(isRoot && MfjsKeywords.RootOnly.Contains(keyword)))
                report.Add(MfjsRules.SeveralTypes, schema.At(keyword), $"{keyword} does not stand beside several types.");
        }
    }
}
