using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>What failed, why it matters, which fault it looks like and what to do about it.</summary>
internal static class FailureSection
{
    // The first few explain most failures; the others share a symptom with them.
    private const int MostLikely = 3;

    // A fault shows itself best in one failure; the others are a list to be scanned by its heads.
    private const int Unfolded = 3;

    private static Markup OpenAttribute { get; } = Markup.Of(m => m.Add($" open"));

    private static readonly string[] Open = ["fail", "undecided", "harnessError", "infrastructure"];

    public static bool IsNeeded(ResultDocument result) => result.Faults.Count > 0 || result.Requirements.Any(r => Open.Contains(r.Status)) || result.Benchmarks.Any(b => BenchmarkSection.StatusOf(b) is "fail" or "undecided");

    public static void Add(Markup page, RunFolder run)
    {
        var result = run.Result;
        if (!IsNeeded(result))
            return;
        page.Add($"<section id=\"failed\" aria-labelledby=\"failed-h\"><h2 id=\"failed-h\">What to fix</h2>\n");
        Faults(page, result);
        Benchmarks(page, result);
        var excerpts = new ExchangeExcerpts(run);
        Findings(page, run, excerpts, "Broken rules that decide", r => r.Status == "fail" && result.Decides(r));
        Findings(page, run, excerpts, "Rules that could not be judged", r => Open.Contains(r.Status) && r.Status != "fail");
        Findings(page, run, excerpts, "Recommendations not followed (they do not decide)", r => r.Status == "fail" && !result.Decides(r));
        page.Add($"</section>\n");
    }

    private static void Faults(Markup page, ResultDocument result)
    {
        var shown = result.Faults.Where(f => f.Standing != "possible").Take(MostLikely).ToList();
        if (shown.Count > 0)
        {
            page.Add($"<h3>Suspected faults, most likely first</h3>\n<ol class=\"faults\">\n");
            foreach (var fault in shown)
                FaultCard.Add(page, fault, result);
            page.Add($"</ol>\n");
        }

        if (result.Unexplained.Count > 0)
            FaultCard.Unexplained(page, result);
        var further = result.Faults.Except(shown).ToList();
        if (further.Count == 0)
            return;
        page.Add($"<details class=\"more\"><summary>{further.Count} more faults that some of the same failures point at</summary>\n<ol class=\"faults further\">\n");
        foreach (var fault in further)
            FaultCard.Add(page, fault, result);
        page.Add($"</ol></details>\n");
    }

    private static void Benchmarks(Markup page, ResultDocument result)
    {
        var open = result.Benchmarks.Where(b => BenchmarkSection.StatusOf(b) is "fail" or "undecided").ToList();
        if (open.Count == 0)
            return;
        page.Add($"<h3>Benchmarks that did not pass ({open.Count})</h3>\n<ul class=\"card lows\">");
        foreach (var benchmark in open.OrderBy(b => BenchmarkSection.StatusOf(b) == "fail" ? 0 : 1))
        {
            page.Add($"<li>{StatusMark.Chip(BenchmarkSection.StatusOf(benchmark))} <b><a href=\"#b-{benchmark.Id}\">{benchmark.Id}</a></b>");
            foreach (var metric in benchmark.Metrics.Where(m => m.Status is "fail" or "undecided"))
                page.Add($"<br>{metric.Name} {Amount.Figure(metric, metric.Value)}: {metric.Explanation}.");
            page.Add($"</li>\n");
        }

        page.Add($"</ul>\n");
        if (open.Any(b => BenchmarkSection.StatusOf(b) == "fail"))
            page.Add($"<p><b>What to do about a low figure:</b> read the samples that were not solved, linked under each benchmark. Where no fault is named above, hold the deployment against the maker's: chat template, sampling values, length limits, then precision (quantization, KV cache). A faulty deployment and a weak model differ in the samples: cut, garbled or empty answers against whole ones that are wrong.</p>\n");
        if (open.Any(b => BenchmarkSection.StatusOf(b) == "undecided"))
            page.Add($"<p><b>What to do about an undecided one:</b> there is too little evidence for either verdict. Run more trials (tier <code>standard</code>), or see to the requests that got no answer.</p>\n");
    }

    private static void Findings(Markup page, RunFolder run, ExchangeExcerpts excerpts, string title, Func<RequirementInfo, bool> which)
    {
        var rules = BrokenRule.Ordered(run.Result, which);
        if (rules.Count == 0)
            return;
        page.Add($"<h3>{title} ({rules.Count})</h3>\n");
        var unfolded = BrokenRule.Selection(rules, Unfolded, each: 1);
        foreach (var rule in rules)
            Finding(page, run, excerpts, rule.Modes, unfolded.Contains(rule));
    }

    private static void Finding(Markup page, RunFolder run, ExchangeExcerpts excerpts, IReadOnlyList<RequirementInfo> modes, bool unfolded)
    {
        var rule = modes[0];
        page.Add($"<details class=\"card finding\" id=\"{Anchor(rule)}\"{(unfolded ? OpenAttribute : null)}><summary><span class=\"head\">{StatusMark.Chip(rule.Status)} <code class=\"id\">{rule.Id}</code> <b>{Code.Spans(rule.Title)}</b></span></summary>\n");
        page.Add($"<p class=\"why\">{Weight(rule, run.Result.Decides(rule))} Source: {SourceLinks.Text(rule.Source)}.{Suspects(modes, run.Result)}</p>\n");
        foreach (var same in modes.GroupBy(m => (m.Expected, m.Actual)))
        {
            page.Add($"<dl class=\"facts\"><dt>Mode</dt><dd>{string.Join(" · ", same.Select(m => m.Mode))}</dd>");
            if (same.Key.Expected is { } expected && expected != rule.Title)
                page.Add($"<dt>Expected</dt><dd><bdi>{VisibleText.Cut(expected, 2000)}</bdi></dd>");
            if (same.Key.Actual is { } actual)
                page.Add($"<dt>Actual</dt><dd class=\"actual\"><bdi>{VisibleText.Cut(actual, 4000)}</bdi></dd>");
            var files = same.SelectMany(m => m.Evidence).ToList();
            if (files.Count > 0)
                page.Add($"<dt>Evidence</dt><dd>{Evidence(run, excerpts, files)}</dd>");
            page.Add($"</dl>\n");
        }

        page.Add($"</details>\n");
    }

    private static string Weight(RequirementInfo rule, bool decides) => (rule.Level, rule.Status) switch
    {
        ("must", "fail") => "A must rule: it decides the verdict.",
        ("must", _) => "A must rule: the verdict stays open until it is judged.",
        (_, "fail") when decides => $"A {rule.Level} rule: it decides the verdict, because this run requires recommendations.",
        _ when decides => $"A {rule.Level} rule: it would decide by failing, because this run requires recommendations.",
        _ => $"A {rule.Level} rule: reported, does not decide.",
    };

    /// <summary>Where a rule's failure stands on the page, or else its row; <see langword="null"/> when it was not judged.</summary>
    public static string? AnchorOf(string id, ResultDocument result)
    {
        var judged = result.Requirements.Where(r => r.Id == id).ToList();
        return (judged.Find(r => r.Status == "fail") ?? judged.Find(r => Open.Contains(r.Status))) is { } open ? Anchor(open) : judged.Count > 0 ? $"r-{id}" : null;
    }

    private static string Anchor(RequirementInfo rule) => $"f-{rule.Id}-{rule.Status}";

    // The rule's own list names whatever may break it; the diagnosis, which has seen the whole run, says what did.
    private static Markup? Suspects(IReadOnlyList<RequirementInfo> modes, ResultDocument result)
    {
        var likely = result.Faults.Where(f => f.Standing == "likely" && f.Requirements.Contains(modes[0].Id)).Select(f => f.Id).ToList();
        var others = modes.SelectMany(m => m.Faults).Distinct(StringComparer.Ordinal).Except(likely).ToList();
        if (likely.Count + others.Count == 0)
            return null;
        Markup List(List<string> faults) => Markup.Of(m =>
        {
            for (var i = 0; i < faults.Count; i++)
                m.Add($"{(i > 0 ? ", " : "")}{FaultCard.Name(faults[i], result)}");
        });
        return Markup.Of(m =>
        {
            if (likely.Count > 0)
                m.Add($" Most likely {List(likely)}{(others.Count > 0 ? "; " : ".")}");
            if (others.Count > 0)
                m.Add($"{(likely.Count > 0 ? "it" : " It")} can also come from {List(others)}.");
        });
    }

    // One line for each exchange: its folder names what it shows, its files are request, answer and details.
    private static Markup Evidence(RunFolder run, ExchangeExcerpts excerpts, IReadOnlyList<string> files) => Markup.Of(m =>
    {
        m.Add($"<ul class=\"files\">");
        foreach (var folder in files.Distinct(StringComparer.Ordinal).GroupBy(FolderOf, StringComparer.Ordinal))
        {
            m.Add($"<li>{folder.Key}: ");
            foreach (var file in folder)
            {
                if (run.Has(file))
                    m.Add($"<a href=\"{SourceLinks.Relative(file)}\">{file[(file.LastIndexOf('/') + 1)..]}</a> ");
                else
                    m.Add($"{file[(file.LastIndexOf('/') + 1)..]} (no longer there) ");
            }

            m.Add($"{excerpts.Of(folder.Key, [.. folder])}</li>");
        }

        m.Add($"</ul>");
    });

    private static string FolderOf(string file)
    {
        var folder = file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";
        return folder.StartsWith("evidence/", StringComparison.Ordinal) ? folder["evidence/".Length..] : folder;
    }
}
