using System.Globalization;
using System.Text;

namespace Kvv.SelfTests.Proofs;

/// <summary>The generated table for people: requirement and what proves that it can fail.</summary>
internal static class ProofPage
{
    public const string RelativePath = "docs/requirement-proofs.md";

    public static string Render()
    {
        var page = new StringBuilder();
        page.Append("# What proves each requirement\n\n");
        page.Append("Generated from `selftests/Proofs`; do not edit. Each requirement passes on the healthy reference endpoint and fails under each of its proofs: a fault that the reference endpoint plays, or a change that a proxy makes between it and the suite.\n\n");
        var proofs = ProofBook.All.ToLookup(p => p.Requirement);
        page.Append(CultureInfo.InvariantCulture, $"{ProofBook.Requirements.Count} requirements, {ProofBook.All.Count} proofs.\n");
        foreach (var subject in ProofBook.Requirements.GroupBy(r => r.Subject).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {subject.Key}\n\n| requirement | level | rule | proved by |\n|---|---|---|---|\n");
            foreach (var requirement in subject.OrderBy(r => r.Id, StringComparer.Ordinal))
            {
                var what = string.Join("; ", proofs[requirement.Id].Select(p => $"{p.What} ({p.Scenario.Profile})"));
                page.Append(CultureInfo.InvariantCulture, $"| {requirement.Id} | {requirement.Level.ToString().ToLowerInvariant()}{(requirement.BindsIn.Count == 0 ? "" : $", must in {string.Join(", ", requirement.BindsIn)}")} | {Cell(requirement.Title)} | {Cell(what)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
