namespace Kvv.Conformance.Reports.Html;

/// <summary>Every sample with search and filter. The rows are data; the page's script builds them with text nodes only.</summary>
internal static class TrialSection
{
    public static void Add(Markup page, TrialList trials)
    {
        if (trials.Total == 0)
            return;
        page.Add($"<section id=\"trials\" aria-labelledby=\"trials-h\"><h2 id=\"trials-h\">Samples</h2>\n");
        page.Add($"<p>{trials.Total} trials, {trials.NotRight} not solved.{(trials.Left > 0 ? $" The {trials.Left} solved ones that do not fit are in the journal folder beside this page." : "")}</p>\n");
        page.Add($"<noscript><p>Search and filter need JavaScript. The trials themselves lie in the folder <a href=\"./journal/\">journal</a>, one JSON object a line.</p></noscript>\n");
        page.Add($"""
            <form class="tools" id="trial-tools" role="search" hidden>
            <label>Search <input type="search" id="trial-search" autocomplete="off"></label>
            <label>Benchmark <select id="trial-benchmark"><option value="">all</option></select></label>
            <label>Outcome <select id="trial-outcome"><option value="open">not solved</option><option value="">all</option><option value="wrong">wrong</option><option value="unscored">no readable answer</option><option value="infrastructure">no answer</option><option value="right">right</option><option value="anomalies">with anomalies</option><option value="truncated">cut off at the token limit</option></select></label>
            </form>
            <p id="trial-count" role="status"></p>
            <div id="trial-list"></div>
            <p><button type="button" id="trial-more" hidden>Show more</button></p>
            <script type="application/json" id="trial-data">
            """).AddAsset(trials.ToJson()).Add($"</script>\n</section>\n");
    }
}
