using System.Globalization;
using System.Text;

namespace Kvv.Conformance.Faults;

/// <summary>Writes the catalogue as a page for people: a table of contents first, then every fault, grouped by stage.</summary>
public static class FaultPage
{
    /// <summary>Path of the generated page, relative to the repository's root, with forward slashes.</summary>
    public const string RelativePath = "docs/faults.md";

    /// <summary>The page. Equal catalogues give equal text; lines end with a single line feed on every platform.</summary>
    /// <param name="catalogue">The catalogue.</param>
    /// <returns>GitHub Markdown in which every fault has its id as heading, and therefore as anchor.</returns>
    public static string Render(FaultCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var page = new StringBuilder();
        var stages = Enum.GetValues<FaultStage>().Where(stage => catalogue.Of(stage).Any()).ToList();
        Introduction(page, catalogue);
        Contents(page, catalogue, stages);
        foreach (var stage in stages)
            Stage(page, stage, [.. catalogue.Of(stage)]);
        return page.ToString();
    }

    private static void Introduction(StringBuilder page, FaultCatalogue catalogue)
    {
        var total = catalogue.Faults.Count.ToString(CultureInfo.InvariantCulture);
        var injectable = catalogue.Faults.Count(fault => fault.Injectable).ToString(CultureInfo.InvariantCulture);
        Line(page, "<!-- Generated from fixtures/faults.json. Edit that file and run the self-tests with KVV_UPDATE_GENERATED=1. -->");
        Line(page, "# Fault catalogue");
        Line(page);
        Line(page, $"{total} ways of serving an open-weight model wrongly, all seen in the field. A failing requirement names the faults that explain it; look the id up here. The embedded reference endpoint can play {injectable} of them.");
        Line(page);
        Line(page, "**Severity**: critical = wrong or unsafe without notice; high = the turn is lost; medium = worse, slower or billed wrongly; low = cosmetic or felt by some clients only. **Evidence**: merged = corrected or confirmed by the owner of the code; reproduced = a report with a reproduction or capture; single = one unconfirmed report. **Shows** lists the conditions that must hold together; *always* means there are none. `kimi-k2` and `kimi-k2.x` stand for a family of models.");
        Line(page);
    }

    private static void Contents(StringBuilder page, FaultCatalogue catalogue, List<FaultStage> stages)
    {
        Line(page, "## Contents");
        Line(page);
        Line(page, "| stage | faults | critical | high | medium | low |");
        Line(page, "|---|---:|---:|---:|---:|---:|");
        foreach (var stage in stages)
            Row(page, $"[{stage.Heading()}](#{Anchor(stage)})", [.. catalogue.Of(stage)]);
        Row(page, "**all**", [.. catalogue.Faults]);
        Line(page);
    }

    private static void Row(StringBuilder page, string name, List<Fault> faults)
    {
        var counts = Enum.GetValues<FaultSeverity>().Select(severity => faults.Count(fault => fault.Severity == severity));
        var cells = new[] { faults.Count }.Concat(counts).Select(count => count.ToString(CultureInfo.InvariantCulture));
        Line(page, $"| {name} | {string.Join(" | ", cells)} |");
    }

    private static void Stage(StringBuilder page, FaultStage stage, List<Fault> faults)
    {
        Line(page, $"## {stage.Heading()}");
        Line(page);
        Line(page, "| fault | | severity |");
        Line(page, "|---|---|---|");
        foreach (var fault in faults)
            Line(page, $"| {Link(fault.Id)} | {Cell(fault.Title)} | {WordConverter<FaultSeverity>.Of(fault.Severity)} |");
        Line(page);
        foreach (var fault in faults)
            One(page, fault);
    }

    private static void One(StringBuilder page, Fault fault)
    {
        Line(page, $"### {fault.Id}");
        Line(page);
        Line(page, $"**{fault.Title}**");
        Line(page);
        Item(page, "Symptom", fault.Symptom);
        Item(page, "Cause", fault.Cause);
        Item(page, "What to do", fault.Hint);
        Item(page, "Severity", $"{WordConverter<FaultSeverity>.Of(fault.Severity)}; evidence {WordConverter<FaultEvidence>.Of(fault.Evidence)}; {Effort(fault.Requests)}");
        Item(page, "Shows", fault.Activation.IsEmpty ? "always" : string.Join(", ", fault.Activation.Select(a => $"`{a}`")));
        if (!fault.Models.IsEmpty)
            Item(page, "Reported for", string.Join(", ", fault.Models));
        if (!fault.LookAlikes.IsEmpty)
            Item(page, "Looks like", string.Join(", ", fault.LookAlikes.Select(Link)));
        if (!fault.Requirements.IsEmpty)
            Item(page, "Exposed by", string.Join(", ", fault.Requirements));
        if (!fault.Metrics.IsEmpty)
            Item(page, "Figures that expose it", string.Join(", ", fault.Metrics));
        if (!fault.Injectable)
            Item(page, "Not played by the reference endpoint", fault.NotInjectableReason!);
        Item(page, "Sources", string.Join("; ", fault.Sources.Select(Source)));
        Line(page);
    }

    private static string Effort(FaultRequests requests) => requests switch
    {
        FaultRequests.One => "one request shows it",
        FaultRequests.Pair => "a pair of requests shows it",
        FaultRequests.Series => "a short series shows it",
        FaultRequests.Rate => "it takes a rate to see it",
        _ => throw new ArgumentOutOfRangeException(nameof(requests), requests, "No such number of requests."),
    };

    private static string Source(FaultSource source)
    {
        var name = source.Url is { } url ? $"[{source.Reference}]({url.AbsoluteUri})" : source.Reference;
        return name + source.ToString()[source.Reference.Length..];
    }

    // The anchor that GitHub makes of a heading: small letters, spaces to hyphens, other signs dropped.
    private static string Anchor(FaultStage stage) =>
        new([.. stage.Heading().ToLowerInvariant().Where(c => char.IsAsciiLetter(c) || c == ' ').Select(c => c == ' ' ? '-' : c)]);

    private static string Link(string id) => $"[{id}](#{id})";

    // A bar ends a cell of a table, even inside code.
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void Item(StringBuilder page, string name, string text) => Line(page, $"- {name}: {text}");

    private static void Line(StringBuilder page, string text = "") => page.Append(text).Append('\n');
}
