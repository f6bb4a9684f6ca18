using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// Tells whether a schema keeps to Moonshot-flavoured JSON Schema, the subset that Kimi endpoints take for strict tools and
/// strict response formats. It follows Moonshot's own validator also where that is looser or stricter than its documents.
/// </summary>
public static class MfjsLinter
{
    private const int MaxViolations = 200;

    /// <summary>Checks a schema text.</summary>
    /// <param name="json">The text; anything, also no JSON at all.</param>
    /// <param name="level">How much is asked for.</param>
    /// <returns>Every violation found, at most 200; empty when the schema is accepted.</returns>
    public static IReadOnlyList<MfjsViolation> Lint(string json, MfjsLevel level = MfjsLevel.Ultra)
    {
        ArgumentNullException.ThrowIfNull(json);
        JsonElement root;
        try
        {
            root = StrictJson.Parse(json, new StrictJsonOptions { MaxDepth = 1_000 });
        }
        catch (StrictJsonException e)
        {
            return [new(MfjsRules.Json, "", $"The text is no strict JSON. {e.Message}")];
        }

        return Lint(root, level);
    }

    /// <summary>Checks a schema that is parsed already.</summary>
    /// <param name="root">The schema, free of duplicate names.</param>
    /// <param name="level">How much is asked for.</param>
    /// <returns>Every violation found, at most 200; empty when the schema is accepted.</returns>
    public static IReadOnlyList<MfjsViolation> Lint(JsonElement root, MfjsLevel level = MfjsLevel.Ultra)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return [new(MfjsRules.Root, "", "The root is an object.")];
        var report = new MfjsReport(level, MaxViolations);
        var schema = new MfjsSchema(root, "");
        if (schema.IsEmpty)
            return [];
        var size = MfjsLimits.CompactSize(root);
        if (size > MfjsLimits.MaxSize)
            report.Add(MfjsRules.Size, "", $"The schema has {size} bytes; at most {MfjsLimits.MaxSize} are allowed.");
        try
        {
            var references = new MfjsReferences(schema);
            new MfjsWalk(report, references).Check(schema, 0, isRoot: true);
            if (references.HasEndlessRecursion(out var path))
                report.Add(MfjsRules.Recursion, path, "The recursion has no end along the required properties.");
        }
        catch (EvaluationLimitException e)
        {
            report.Add(MfjsRules.Depth, "", e.Message);
        }

        return report.Violations;
    }
}
