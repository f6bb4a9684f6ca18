using System.Globalization;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>R07, R08, R09 and L03: <c>$ref</c> and <c>anyOf</c> and what may stand beside them.</summary>
internal static class MfjsReferenceRules
{
    public static void Check(MfjsSchema schema, bool isRoot, MfjsReferences references, MfjsReport report)
    {
        if (!schema.TryGet("$ref", out _))
            return;
        var path = schema.At("$ref");
        if (schema.Reference is not { } reference)
            report.Add(MfjsRules.Reference, path, "$ref is a string.");
        else if (reference != "#" && !reference.StartsWith("#/$defs/", StringComparison.Ordinal))
            report.Add(MfjsRules.Reference, path, "$ref is # or starts with #/$defs/.");
        else if (references.Target(reference) is not { } target)
            report.Add(MfjsRules.Reference, path, $"$ref leads to {JsonText.Quote(reference)}, where no schema is.");
        else if (reference != "#")
            CheckBeside(schema, isRoot, target, report);
    }

    public static void CheckAnyOf(MfjsSchema schema, bool isRoot, MfjsReport report)
    {
        if (!schema.TryGet("anyOf", out var branches))
            return;
        var path = schema.At("anyOf");
        if (branches.ValueKind != JsonValueKind.Array || branches.GetArrayLength() == 0
            || branches.EnumerateArray().Any(branch => branch.ValueKind != JsonValueKind.Object))
        {
            report.Add(MfjsRules.AnyOf, path, "anyOf is a non-empty array of objects.");
            return;
        }

        if (branches.GetArrayLength() > MfjsLimits.MaxAnyOfBranches)
            report.Add(MfjsRules.AnyOfBranches, path, string.Create(CultureInfo.InvariantCulture,
                $"anyOf has {branches.GetArrayLength()} branches; at most {MfjsLimits.MaxAnyOfBranches} are allowed."));
        if (report.IsUltra)
            CheckSiblings(schema, "anyOf", isRoot, report);
        foreach (var branch in schema.Branches)
        {
            foreach (var keyword in branch.Keywords.Where(keyword => keyword != "anyOf" && !MfjsKeywords.Annotations.Contains(keyword) && schema.Has(keyword)))
                report.Add(MfjsRules.AnyOf, branch.At(keyword), $"A branch of anyOf does not repeat {keyword}, which stands beside anyOf.");
        }
    }

    private static void CheckBeside(MfjsSchema schema, bool isRoot, MfjsSchema target, MfjsReport report)
    {
        if (report.IsUltra)
            CheckSiblings(schema, "$ref", isRoot, report);
        foreach (var keyword in MfjsKeywords.Annotations.Where(keyword => schema.Has(keyword) && target.Has(keyword)))
            report.Add(MfjsRules.Siblings, schema.At(keyword), $"{keyword} stands beside $ref and in its target.");
    }

    /// <summary>What R03 reports already, a type beside the keyword, is left to it.</summary>
    private static void CheckSiblings(MfjsSchema schema, string beside, bool isRoot, MfjsReport report)
    {
        foreach (var keyword in schema.Keywords)
        {
            if (keyword != beside && keyword != "type" && !MfjsKeywords.Annotations.Contains(keyword) && !(isRoot && MfjsKeywords.RootOnly.Contains(keyword)))
                report.Add(MfjsRules.Siblings, schema.At(keyword), $"{keyword} does not stand beside {beside}.");
        }
    }
}
