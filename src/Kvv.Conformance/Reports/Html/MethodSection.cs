namespace Kvv.Conformance.Reports.Html;

/// <summary>Everything that someone needs to repeat the run, and the rules by which it was judged.</summary>
internal static class MethodSection
{
    public static void Add(Markup page, RunFolder run)
    {
        var r = run.Result;
        page.Add($"<section id=\"method\" aria-labelledby=\"method-h\"><h2 id=\"method-h\">How it was measured</h2>\n<dl class=\"facts\">");
        page.Add($"<dt>Run</dt><dd>{r.Run.Id}, {r.Run.StartedAt:yyyy-MM-dd HH:mm:ss} UTC to {(r.Run.FinishedAt is { } end ? end.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture) : "(not finished)")}{(r.Run.Resumed ? ", continued at least once" : "")}</dd>");
        page.Add($"<dt>Suite</dt><dd>{r.Suite.Name} {r.Suite.Version}, commit <code>{r.Suite.Commit}</code>{(r.Suite.Runtime is null ? "" : $", {r.Suite.Runtime}, {r.Suite.OperatingSystem}")}</dd>");
        page.Add($"<dt>Profile</dt><dd>{run.Run?.FingerprintParts.GetValueOrDefault("Profile") ?? r.Profile}, dialect {r.Endpoint.Dialect}</dd>");
        page.Add($"<dt>Seed</dt><dd>{r.Run.Seed}</dd>");
        if (r.Benchmarks.Count > 0)
            page.Add($"<dt>Data sets</dt><dd><ul class=\"plain\">");
        foreach (var b in r.Benchmarks)
            page.Add($"<li>{b.Dataset.Name}, {b.Dataset.Items} items, revision <code>{b.Dataset.Revision}</code></li>");
        if (r.Benchmarks.Count > 0)
            page.Add($"</ul></dd>");
        page.Add($"<dt>Verdict</dt><dd>Fails when a must rule or a benchmark failed; conforms when everything selected ran and nothing that decides failed or stayed open; else undecided. {(r.Run.Recommendations == "require" ? "This run requires recommendations: a should rule that failed decides as well." : "Recommendations do not decide.")}</dd>");
        page.Add($"<dt>Benchmarks</dt><dd>A benchmark passes when its one-sided lower bound reaches the official figure (or floor) less the margin, and fails when its one-sided upper bound stays below the figure; between the two it is undecided. Replies that could not be read count as wrong and are said; requests without an answer are left out. The exact error rates stand with each figure.</dd>");
        page.Add($"</dl>\n");
        if (run.Run is { } record)
        {
            page.Add($"<details><summary>All settings</summary><dl class=\"facts mono\">");
            foreach (var (name, value) in record.Settings)
                page.Add($"<dt>{name}</dt><dd>{(value.Length == 0 ? "(none)" : value)}</dd>");
            page.Add($"<dt>Fingerprint</dt><dd>{record.Fingerprint}</dd></dl></details>\n");
        }

        page.Add($"</section>\n");
    }
}
