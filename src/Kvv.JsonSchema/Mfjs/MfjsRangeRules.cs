using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>R14: the bounds of the schema's first type; without a type nothing is checked, and null counts as absent.</summary>
internal static class MfjsRangeRules
{
    public static void Check(MfjsSchema schema, MfjsReport report)
    {
        switch (schema.Types.Count > 0 ? schema.Types[0] : null)
        {
            case "string":
                CheckPair(schema, report, "minLength", "maxLength", isCount: true, isInteger: true);
                break;
            case "array":
                CheckPair(schema, report, "minItems", "maxItems", isCount: true, isInteger: true);
                break;
            case "number" or "integer":
                CheckPair(schema, report, "minimum", "maximum", isCount: false, schema.Types.Contains("integer"));
                break;
        }
    }

    private static void CheckPair(MfjsSchema schema, MfjsReport report, string lower, string upper, bool isCount, bool isInteger)
    {
        var least = Bound(schema, report, lower, isCount, isInteger);
        var most = Bound(schema, report, upper, isCount, isInteger);
        if (least is { } low && most is { } high && low.CompareTo(high) > 0)
            report.Add(MfjsRules.Ranges, schema.At(lower), $"{lower} is not above {upper}.");
    }

    private static ExactNumber? Bound(MfjsSchema schema, MfjsReport report, string keyword, bool isCount, bool isInteger)
    {
        if (!schema.TryGet(keyword, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        ExactNumber? number = value.ValueKind == JsonValueKind.Number ? JsonValueComparer.Number(value) : null;
        if (number is { } n && (!isInteger || n.IsInteger) && !(isCount && n.Sign < 0))
            return n;
        report.Add(MfjsRules.Ranges, schema.At(keyword), $"{keyword} is {(isCount ? "a non-negative integer" : isInteger ? "an integer" : "a number")}.");
        return null;
    }
}
