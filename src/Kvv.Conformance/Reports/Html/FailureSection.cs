using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>What failed, why it matters, which fault it looks like and what to do about it.</summary>
internal static class FailureSection
{
    // The first few explain most failures; the others share a symptom with them.
    private const int MostLikely = 3;

    // More than this many open cards is a list to be scanned by its heads.
    private const int Unfolded = 6;

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
        var open = result.Requirements.Where(r => Open.Contains(r.Status)).ToList();
        Findings(page, run, "Broken rules that decide", open.Where(r => r is { Status: "fail", Level: "must" }));
        Findings(page, run, "Rules that could not be judged", open.Where(r => r.Status != "fail"));
        Findings(page, run, "Recommendations not followed (they do not decide)", open.Where(r => r.Status == "fail" && r.Level != "must"));
        page.Add($"</section>\n");
    }

    private static void Faults(Markup page, ResultDocument result)
    {
        var shown = result.Faults.Where(f => f.Standing != "possible").Take(MostLikely).ToList();
        if (shown.Count > 0)
        {
            page.Add($"<h3>Suspected faults, most likely first</h3>\n<ol class=\"faults\">\n");
            foreach (var fault in shown)
                FaultCard.Add(page, fault);
            page.Add($"</ol>\n");
        }

        if (result.Unexplained.Count > 0)
            FaultCard.Unexplained(page, result.Unexplained);
        var further = result.Faults.Except(shown).ToList();
        if (further.Count == 0)
            return;
        page.Add($"<details class=\"more\"><summary>{further.Count} more faults that some of the same failures point at</summary>\n<ol class=\"faults further\">\n");
        foreach (var fault in further)
            FaultCard.Add(page, fault);
        page.Add($"</ol></details>\n");
    }

    private static void Benchmarks(Markup page, ResultDocument result)
    {
        var open = result.Benchmarks.Where(b => BenchmarkSection.StatusOf(b) is "fail" or "undecided").ToList();
        if (open.Count == 0)
            return;
        page.Add($"<h3>Benchmarks that did not pass</h3>\n");
        foreach (var benchmark in open)
        {
            page.Add($"<article class=\"card\"><h4>{StatusMark.Chip(BenchmarkSection.StatusOf(benchmark))} <a href=\"#b-{benchmark.Id}\">{benchmark.Id}</a></h4>");
            foreach (var metric in benchmark.Metrics.Where(m => m.Status is "fail" or "undecided"))
                page.Add($"<p>{metric.Name}: {metric.Explanation}.</p>");
            page.Add($"</article>\n");
        }
    }

    private static void Findings(Markup page, RunFolder run, string title, IEnumerable<RequirementInfo> findings)
    {
        var groups = findings.GroupBy(f => f.Id, StringComparer.Ordinal).ToList();
        if (groups.Count == 0)
            return;
        page.Add($"<h3>{title} ({groups.Count})</h3>\n");
        for (var i = 0; i < groups.Count; i++)
            Finding(page, run, [.. groups[i]], unfolded: i < Unfolded);
    }

    private static void Finding(Markup page, RunFolder run, IReadOnlyList<RequirementInfo> modes, bool unfolded)
    {
        var rule = modes[0];
        page.Add($"<details class=\"card finding\" id=\"f-{rule.Id}-{rule.Status}\"{(unfolded ? OpenAttribute : null)}><summary><span class=\"head\">{StatusMark.Chip(rule.Status)} <code class=\"id\">{rule.Id}</code> <b>{Code.Spans(rule.Title)}</b></span></summary>\n");
        page.Add($"<p class=\"why\">{Weight(rule)} Source: {SourceLinks.Text(rule.Source)}.{Suspects(modes)}</p>\n");
        foreach (var same in modes.GroupBy(m => (m.Expected, m.Actual)))
        {
            page.Add($"<dl class=\"facts\"><dt>Mode</dt><dd>{string.Join(" · ", same.Select(m => m.Mode))}</dd>");
            if (same.Key.Expected is { } expected && expected != rule.Title)
                page.Add($"<dt>Expected</dt><dd><bdi>{VisibleText.Cut(expected, 2000)}</bdi></dd>");
            if (same.Key.Actual is { } actual)
                page.Add($"<dt>Actual</dt><dd class=\"actual\"><bdi>{VisibleText.Cut(actual, 4000)}</bdi></dd>");
            var files = same.SelectMany(m => m.Evidence).ToList();
            if (files.Count > 0)
                page.Add($"<dt>Evidence</dt><dd>{Evidence(run, files)}</dd>");
            page.Add($"</dl>\n");
        }

        page.Add($"</details>\n");
    }

    private static string Weight(RequirementInfo rule) => (rule.Level, rule.Status) switch
    {
        ("must", "fail") => "A must rule: it decides the verdict.",
        ("must", _) => "A must rule: the verdict stays open until it is judged.",
        _ => $"A {rule.Level} rule: reported, never decides.",
    };

    private static Markup? Suspects(IReadOnlyList<RequirementInfo> modes)
    {
        var faults = modes.SelectMany(m => m.Faults).Distinct(StringComparer.Ordinal).ToList();
        return faults.Count == 0 ? null : Markup.Of(m =>
        {
            m.Add($" Suspected: ");
            for (var i = 0; i < faults.Count; i++)
                m.Add($"{(i > 0 ? ", " : "")}<a href=\"#fault-{faults[i]}\"><code>{faults[i]}</code></a>");
            m.Add($".");
        });
    }

    // One line for each exchange: its folder names what it shows, its files are request, answer and details.
    private static Markup Evidence(RunFolder run, IReadOnlyList<string> files) => Markup.Of(m =>
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

            m.Add($"</li>");
        }

        m.Add($"</ul>");
    });

    private static string FolderOf(string file)
    {
        var folder = file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : "";
        return folder.StartsWith("evidence/", StringComparison.Ordinal) ? folder["evidence/".Length..] : folder;
    }
}
