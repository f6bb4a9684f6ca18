using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>The head of the page: the verdict, what it is about, why, and the figures in one line.</summary>
internal static class VerdictSection
{
    private const int ShownReasons = 4;
    private const int ShownCauses = 3;

    public static void Add(Markup page, RunFolder run)
    {
        var r = run.Result;
        page.Add($"""
            <header class="verdict v-{r.Verdict}">
            <p class="product">Kvv.Conformance report<button type="button" id="theme" hidden>Dark or light</button></p>
            <h1><span class="sign" aria-hidden="true">{StatusMark.Symbol(r.Verdict)}</span> {Headline(r)}</h1>
            <p class="subject"><bdi>{r.Endpoint.Model}</bdi> at <bdi>{r.Endpoint.BaseUrl}</bdi>, held against the profile <bdi>{r.Profile}</bdi></p>

            """);
        if (r.Endpoint.IsReference)
            page.Add($"<p class=\"notice\">Reference endpoint: this result shows that the suite works and says nothing about any vendor.</p>\n");
        if (r.Run.FinishedAt is null)
            page.Add($"<p class=\"notice\">This run is not finished: it was stopped or is still under way. What stands here is what was known.</p>\n");
        Reasons(page, r);
        Tiles(page, r);
        page.Add($"</header>\n");
    }

    private static string Headline(ResultDocument result) => result.Verdict switch
    {
        "conforms" => "Conforms",
        "fails" => "Does not conform",
        _ => "Undecided",
    };

    private static void Reasons(Markup page, ResultDocument result)
    {
        List(page, [.. Causes(result)]);
        var rules = Rules(result).ToList();
        var others = Others(result).ToList();
        if (rules.Count <= ShownReasons)
            others.InsertRange(0, rules);
        else
            Folded(page, $"{rules.Count} {(result.Run.Recommendations == "require" ? "" : "must ")}rules are broken", rules);
        List(page, [.. others.Take(ShownReasons)]);
        if (others.Count > ShownReasons)
            Folded(page, $"{others.Count - ShownReasons} more reasons", others.Skip(ShownReasons));
    }

    private static void List(Markup page, IReadOnlyList<Markup> lines)
    {
        if (lines.Count == 0)
            return;
        page.Add($"<ul class=\"reasons\">");
        foreach (var line in lines)
            page.Add($"<li>{line}</li>");
        page.Add($"</ul>\n");
    }

    private static void Folded(Markup page, string title, IEnumerable<Markup> lines)
    {
        page.Add($"<details class=\"reasons\"><summary>{title}</summary>");
        List(page, [.. lines]);
        page.Add($"</details>\n");
    }

    // Named before the rules: one fault breaks many, and it is what someone can act on.
    private static IEnumerable<Markup> Causes(ResultDocument result)
    {
        var explained = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fault in result.Faults.Where(f => f.Standing == "likely").Take(ShownCauses))
        {
            // One that explains nothing beyond those above it is no further cause but another name for the same failures.
            var isAnother = explained.Count > 0 && fault.Requirements.Concat(fault.Figures).All(explained.Contains);
            explained.UnionWith(fault.Requirements.Concat(fault.Figures));
            yield return Markup.Of(m => m.Add($"<b>{(isAnother ? "Or else:" : "Likely cause:")}</b> {Code.Spans(fault.Title)} {FaultCard.Name(fault.Id, result)} ({Shown(fault)})"));
        }
    }

    private static string Shown(FaultInfo fault) => string.Join(" and ", new[] { (fault.Requirements.Count, "broken rule"), (fault.Figures.Count, "figure") }
        .Where(c => c.Item1 > 0).Select(c => Amount.Of(c.Item1, c.Item2)));

    // The verdict gives a reason for each mode; people count rules.
    private static IEnumerable<Markup> Rules(ResultDocument result)
    {
        foreach (var rule in result.Requirements.Where(r => r.Status == "fail" && result.Decides(r)).GroupBy(r => r.Id, StringComparer.Ordinal))
        {
            var judged = result.Requirements.Count(r => r.Id == rule.Key && r.Status != "unsupported");
            var modes = judged == 1 ? "" : rule.Count() == judged ? $" (in all {judged} modes)" : $" (in {rule.Count()} of {judged} modes: {string.Join("; ", rule.Select(r => r.Mode))})";
            yield return Markup.Of(m => m.Add($"{(rule.First().Level == "must" ? "Broken:" : "Not followed, and required:")} {Code.Spans(rule.First().Title)} {FaultCard.Rule(rule.Key, result)}{modes}"));
        }
    }

    private static IEnumerable<Markup> Others(ResultDocument result)
    {
        foreach (var reason in result.Reasons.Where(reason => !result.Requirements.Any(r => r.Status == "fail" && reason.StartsWith($"{r.Id} failed", StringComparison.Ordinal))))
            yield return Markup.Of(m => m.Add($"<bdi>{VisibleText.Line(reason, 600)}</bdi>"));
    }

    private static void Tiles(Markup page, ResultDocument r)
    {
        var c = r.Counts;
        page.Add($"<dl class=\"tiles\">\n<div><dt>Requirement checks</dt><dd>{Counts(c)}</dd></div>\n");
        page.Add($"<div><dt>Gate to the benchmarks</dt><dd>{Gate(r.Gate)}</dd></div>\n");
        page.Add($"<div><dt>Benchmarks</dt><dd>{Benchmarks(r.Benchmarks)}</dd></div>\n");
        page.Add($"<div><dt>Run</dt><dd><time datetime=\"{r.Run.StartedAt:O}\">{r.Run.StartedAt:yyyy-MM-dd HH:mm} UTC</time>, tier {r.Run.Tier}{(r.Run.Resumed ? ", resumed" : "")}, {Amount.Duration(r.Run)}</dd></div>\n</dl>\n");
    }

    // The first example that the gate names stands under "What to fix", with its evidence.
    private static string Gate(string? gate) => gate is null ? "not asked for" : gate.IndexOf(", first ", StringComparison.Ordinal) is > 0 and var end ? gate[..end] : gate;

    private static Markup Counts(CountsInfo c) => Markup.Of(m =>
    {
        (string Status, int Count)[] all = [("pass", c.Pass), ("fail", c.Fail), ("undecided", c.Undecided), ("infrastructure", c.Infrastructure), ("harnessError", c.HarnessError), ("notRun", c.NotRun), ("unsupported", c.Unsupported)];
        var total = all.Sum(a => a.Count);
        if (total == 0)
        {
            m.Add($"none was judged");
            return;
        }

        // Widths as attributes of an SVG: the page's policy allows no style attributes.
        m.Add($"<svg class=\"stack\" viewBox=\"0 0 100 4\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        var x = 0.0;
        foreach (var (status, count) in all.Where(a => a.Count > 0))
        {
            var width = 100.0 * count / total;
            m.Add($"<rect class=\"f-{status}\" x=\"{x:0.##}\" y=\"0\" width=\"{width:0.##}\" height=\"4\"/>");
            x += width;
        }

        m.Add($"</svg><span class=\"counts\">");
        foreach (var (status, count) in all.Where(a => a.Count > 0))
            m.Add($"<span class=\"t-{status}\"><b>{count}</b> {StatusMark.Word(status)}</span> ");
        m.Add($"</span>");
    });

    private static Markup Benchmarks(IReadOnlyList<BenchmarkInfo> benchmarks) => Markup.Of(m =>
    {
        if (benchmarks.Count == 0)
            m.Add($"none ran");
        foreach (var group in benchmarks.GroupBy(BenchmarkSection.StatusOf).OrderBy(g => g.Key, StringComparer.Ordinal))
            m.Add($"<span class=\"t-{group.Key}\"><b>{group.Count()}</b> {StatusMark.Word(group.Key)}</span> ");
    });
}
