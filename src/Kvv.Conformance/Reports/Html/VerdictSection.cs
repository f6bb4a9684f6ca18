using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>The head of the page: the verdict, what it is about, why, and the figures in one line.</summary>
internal static class VerdictSection
{
    private const int ShownReasons = 4;

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
        var reasons = ShortReasons(result).ToList();
        if (reasons.Count == 0)
            return;
        page.Add($"<ul class=\"reasons\">");
        foreach (var reason in reasons.Take(ShownReasons))
            page.Add($"<li>{reason}</li>");
        page.Add($"</ul>\n");
        if (reasons.Count <= ShownReasons)
            return;
        page.Add($"<details class=\"reasons\"><summary>{reasons.Count - ShownReasons} more</summary><ul>");
        foreach (var reason in reasons.Skip(ShownReasons))
            page.Add($"<li>{reason}</li>");
        page.Add($"</ul></details>\n");
    }

    // The verdict gives a reason for each mode; people count rules.
    private static IEnumerable<Markup> ShortReasons(ResultDocument result)
    {
        foreach (var rule in result.Requirements.Where(r => r is { Status: "fail", Level: "must" }).GroupBy(r => r.Id, StringComparer.Ordinal))
        {
            var judged = result.Requirements.Count(r => r.Id == rule.Key && r.Status != "unsupported");
            var modes = judged == 1 ? "" : rule.Count() == judged ? $" (in all {judged} modes)" : $" (in {rule.Count()} of {judged} modes: {string.Join("; ", rule.Select(r => r.Mode))})";
            yield return Markup.Of(m => m.Add($"Broken: {Code.Spans(rule.First().Title)} <a href=\"#r-{rule.Key}\"><code>{rule.Key}</code></a>{modes}"));
        }

        foreach (var reason in result.Reasons.Where(reason => !result.Requirements.Any(r => r.Status == "fail" && reason.StartsWith($"{r.Id} failed", StringComparison.Ordinal))))
            yield return Markup.Of(m => m.Add($"<bdi>{VisibleText.Line(reason, 600)}</bdi>"));
    }

    private static void Tiles(Markup page, ResultDocument r)
    {
        var c = r.Counts;
        page.Add($"<dl class=\"tiles\">\n<div><dt>Requirement checks</dt><dd>{Counts(c)}</dd></div>\n");
        page.Add($"<div><dt>Gate to the benchmarks</dt><dd>{r.Gate ?? "not asked for"}</dd></div>\n");
        page.Add($"<div><dt>Benchmarks</dt><dd>{Benchmarks(r.Benchmarks)}</dd></div>\n");
        page.Add($"<div><dt>Run</dt><dd><time datetime=\"{r.Run.StartedAt:O}\">{r.Run.StartedAt:yyyy-MM-dd HH:mm} UTC</time>, tier {r.Run.Tier}{(r.Run.Resumed ? ", resumed" : "")}, {Amount.Duration(r.Run)}</dd></div>\n</dl>\n");
    }

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
