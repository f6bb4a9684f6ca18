namespace Kvv.Conformance.Reports.Html;

/// <summary>Writes <c>report.html</c>: one page without network that a release meeting can read, large texts beside it.</summary>
internal static class HtmlReport
{
    /// <summary>The page in the run folder.</summary>
    public const string File = "report.html";

    /// <summary>Renders the page and its side files.</summary>
    public static void Write(RunFolder run)
    {
        var trials = TrialList.Collect(run, new SideFiles(run.Path));
        ReportFile.Write(Path.Combine(run.Path, File), Render(run, trials));
    }

    /// <summary>The page as text.</summary>
    public static string Render(RunFolder run, TrialList trials)
    {
        var result = run.Result;
        var page = new Markup();
        page.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{PageAssets.Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="referrer" content="no-referrer">
            <title>{StatusMark.Word(result.Verdict).ToUpperInvariant()}: {result.Endpoint.Model} at {result.Endpoint.Provider}</title>
            <link rel="icon" href="data:,">
            <style>
            """).AddAsset(PageAssets.Style).Add($"</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the verdict</a>\n");
        VerdictSection.Add(page, run);
        Navigation(page, run, trials);
        page.Add($"<main id=\"main\">\n");
        FailureSection.Add(page, run);
        RequirementTable.Add(page, run);
        BenchmarkSection.Add(page, run, trials);
        SpeedSection.Add(page, run, trials);
        InfrastructureSection.Add(page, run, trials);
        MethodSection.Add(page, run);
        TrialSection.Add(page, trials);
        page.Add($"</main>\n<footer><p>{result.Suite.Name} {result.Suite.Version} · run {result.Run.Id} · <a href=\"result.json\">result.json</a> · <a href=\"summary.md\">summary.md</a></p></footer>\n<script>").AddAsset(PageAssets.Script).Add($"</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Navigation(Markup page, RunFolder run, TrialList trials)
    {
        page.Add($"<nav aria-label=\"Sections\"><ul>");
        if (FailureSection.IsNeeded(run.Result))
            page.Add($"<li><a href=\"#failed\">What to fix</a></li>");
        page.Add($"<li><a href=\"#requirements\">Requirements</a></li><li><a href=\"#benchmarks\">Benchmarks</a></li><li><a href=\"#speed\">Speed and usage</a></li><li><a href=\"#infrastructure\">Infrastructure</a></li><li><a href=\"#method\">How it was measured</a></li>");
        if (trials.Total > 0)
            page.Add($"<li><a href=\"#trials\">Samples</a></li>");
        page.Add($"</ul></nav>\n");
    }
}
