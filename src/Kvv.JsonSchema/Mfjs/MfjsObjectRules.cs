using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>R12 and R13: <c>properties</c> and <c>required</c>.</summary>
internal static class MfjsObjectRules
{
    public static void Check(MfjsSchema schema, MfjsReport report)
    {
        CheckProperties(schema, report);
        CheckRequired(schema, report);
    }

    private static void CheckProperties(MfjsSchema schema, MfjsReport report)
    {
        if (!schema.TryGet("properties", out var properties))
            return;
        if (properties.ValueKind != JsonValueKind.Object)
        {
            report.Add(MfjsRules.Properties, schema.At("properties"), "properties is an object.");
            return;
        }

        foreach (var member in properties.EnumerateObject())
        {
            var name = JsonText.Name(member);
            var path = schema.At("properties", name);
            if (report.IsUltra && name.Length == 0)
                report.Add(MfjsRules.Properties, path, "A property name is not empty.");
            if (report.IsStrict && MfjsKeywords.ReservedNames.Contains(name))
                report.Add(MfjsRules.Properties, path, $"The property name {name} is reserved for the keyword.");
            if (member.Value.ValueKind != JsonValueKind.Object)
                report.Add(MfjsRules.Properties, path, "The schema of a property is an object.");
        }
    }

    private static void CheckRequired(MfjsSchema schema, MfjsReport report)
    {
        if (!schema.TryGet("required", out var required))
            return;
        var path = schema.At("required");
        if (required.ValueKind != JsonValueKind.Array || required.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            report.Add(MfjsRules.Required, path, "required is an array of strings.");
            return;
        }

        var names = schema.Required;
        if (names.Count == 0)
            return;
        if (report.IsUltra)
            CheckFinely(schema, names, path, report);
        var hasProperties = schema.TryGet("properties", out var properties) && properties.ValueKind == JsonValueKind.Object;
        var declared = hasProperties ? properties.EnumerateObject().Select(member => JsonText.Name(member)).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var name in names.Where(name => !declared.Contains(name)).Distinct(StringComparer.Ordinal))
            report.Add(MfjsRules.Required, path, $"The required property {JsonText.Quote(name)} is not declared in properties.");
    }

    private static void CheckFinely(MfjsSchema schema, IReadOnlyList<string> names, string path, MfjsReport report)
    {
        if (names.Contains(""))
            report.Add(MfjsRules.Required, path, "A required name is not empty.");
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
            report.Add(MfjsRules.Required, path, "required names nothing twice.");
        if (schema.Types is not ["object"])
            report.Add(MfjsRules.Required, path, "required stands in a schema of type object.");
    }
}
