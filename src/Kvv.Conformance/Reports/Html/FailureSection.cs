using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>What failed, why it matters, which fault it looks like and what to do about it.</summary>
internal static class FailureSection
{
    // The first few explain most failures; the others share a symptom with them.
    private const int MostLikely = 3;

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
        if (result.Faults.Count == 0)
            return;
        page.Add($"<h3>Suspected faults, most likely first</h3>\n<ol class=\"faults\">\n");
        foreach (var fault in result.Faults.Take(MostLikely))
            Fault(page, fault);
        page.Add($"</ol>\n");
        if (result.Faults.Count <= MostLikely)
            return;
        page.Add($"<details class=\"more\"><summary>{result.Faults.Count - MostLikely} more faults that some of the same failures point at</summary>\n<ol class=\"faults further\">\n");
        foreach (var fault in result.Faults.Skip(MostLikely))
            Fault(page, fault);
        page.Add($"</ol></details>\n");
    }

    private static void Fault(Markup page, FaultInfo fault)
    {
        page.Add($"<li class=\"card\" id=\"fault-{fault.Id}\"><h4>{Code.Spans(fault.Title)} <code class=\"id\">{fault.Id}</code></h4>\n<dl class=\"facts\">");
        if (fault.Severity is not null)
            page.Add($"<dt>Why it matters</dt><dd>{Severity(fault.Severity)} {(fault.Symptom is null ? null : Code.Spans(fault.Symptom))}</dd>");
        if (fault.Cause is not null)
            page.Add($"<dt>Usual cause</dt><dd>{Code.Spans(fault.Cause)}</dd>");
        page.Add($"<dt>What to do</dt><dd class=\"do\">{Code.Spans(fault.Hint)}</dd><dt>Shown by</dt><dd>");
        foreach (var id in fault.Requirements)
            page.Add($"<a href=\"#r-{id}\"><code>{id}</code></a> ");
        page.Add($"</dd>");
        if (fault.Sources.Count > 0)
        {
            page.Add($"<dt>Seen in</dt><dd>");
            var links = fault.Links.ToDictionary(l => l.Name, l => l.Url, StringComparer.Ordinal);
            for (var i = 0; i < fault.Sources.Count; i++)
                page.Add($"{(i > 0 ? "; " : "")}{SourceLinks.Link(fault.Sources[i], links.GetValueOrDefault(fault.Sources[i]))}");
            page.Add($"</dd>");
        }

        page.Add($"</dl></li>\n");
    }

    private static string Severity(string severity) => severity switch
    {
        "critical" => "Critical: answers are wrong or data is unsafe, and nothing says so.",
        "high" => "High: the turn is lost.",
        "medium" => "Medium: the answer is worse, slower or billed wrongly.",
        "low" => "Low: some clients feel it.",
        _ => "",
    };

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
        foreach (var group in groups)
            Finding(page, run, [.. group]);
    }

    private static void Finding(Markup page, RunFolder run, IReadOnlyList<RequirementInfo> modes)
    {
        var rule = modes[0];
        page.Add($"<details class=\"card finding\" id=\"f-{rule.Id}-{rule.Status}\" open><summary><span class=\"head\">{StatusMark.Chip(rule.Status)} <code class=\"id\">{rule.Id}</code> <b>{Code.Spans(rule.Title)}</b></span></summary>\n");
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
