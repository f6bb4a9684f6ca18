using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>R06 and R11: <c>$id</c> and <c>$defs</c>.</summary>
internal static class MfjsDefinitionRules
{
    public static void Check(MfjsSchema schema, bool isRoot, MfjsReport report)
    {
        if (schema.TryGet("$id", out var id) && id.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
            report.Add(MfjsRules.RootOnly, schema.At("$id"), "$id is a string.");
        // Beside a type the keyword list of the type reports it; beside $ref or anyOf the sibling rule does.
        if (!isRoot && report.IsUltra && !schema.Has("type") && !schema.Has("$ref") && !schema.Has("anyOf"))
        {
            foreach (var keyword in schema.Keywords.Where(MfjsKeywords.RootOnly.Contains))
                report.Add(MfjsRules.RootOnly, schema.At(keyword), $"{keyword} stands only at the root.");
        }

        if (schema.TryGet("$defs", out var definitions))
            CheckDefinitions(schema, definitions, report);
    }

    private static void CheckDefinitions(MfjsSchema schema, JsonElement definitions, MfjsReport report)
    {
        if (definitions.ValueKind != JsonValueKind.Object)
        {
            report.Add(MfjsRules.Definitions, schema.At("$defs"), "$defs is an object.");
            return;
        }

        foreach (var member in definitions.EnumerateObject())
        {
            var name = JsonText.Name(member);
            if (name.Length == 0)
                report.Add(MfjsRules.Definitions, schema.At("$defs", name), "The name of a definition is not empty.");
            if (member.Value.ValueKind != JsonValueKind.Object)
                report.Add(MfjsRules.Definitions, schema.At("$defs", name), "A definition is an object.");
        }

        if (FirstSlash(definitions) is { } key)
            report.Add(MfjsRules.Definitions, schema.At("$defs"), $"No key inside $defs holds a slash, but {JsonText.Quote(key)} does.");
    }

    private static string? FirstSlash(JsonElement value)
    {
        EvaluationLimitException.ThrowWhenStackIsLow();
        if (value.ValueKind == JsonValueKind.Array)
            return value.EnumerateArray().Select(FirstSlash).FirstOrDefault(key => key is not null);
        if (value.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonText.Name(member);
            if (name.Contains('/', StringComparison.Ordinal))
                return name;
            if (FirstSlash(member.Value) is { } below)
                return below;
        }

        return null;
    }
}
