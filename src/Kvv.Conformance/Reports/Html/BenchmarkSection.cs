using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>Each benchmark: what it says, drawn, and what it rests on.</summary>
internal static class BenchmarkSection
{
    /// <summary>The worst deciding status of a benchmark, as the verdict uses it.</summary>
    public static string StatusOf(BenchmarkInfo benchmark)
    {
        var deciding = benchmark.Metrics.Select(m => m.Status).Where(s => s != "informative").ToList();
        return deciding.Contains("fail") ? "fail" : deciding.Count == 0 || deciding.Contains("undecided") ? "undecided" : "pass";
    }

    public static void Add(Markup page, RunFolder run, TrialList trials)
    {
        page.Add($"<section id=\"benchmarks\" aria-labelledby=\"benchmarks-h\"><h2 id=\"benchmarks-h\">Benchmarks</h2>\n");
        if (run.Result.Benchmarks.Count == 0)
            page.Add($"<p>No benchmark ran{(run.Result.Gate is { } gate && !gate.StartsWith("open", StringComparison.Ordinal) ? $": the gate is {gate}" : "")}.</p>\n");
        foreach (var benchmark in run.Result.Benchmarks)
            Card(page, benchmark, trials);
        foreach (var (id, count) in trials.Unfinished(run.Result))
            page.Add($"<article class=\"card\"><h3>{StatusMark.Chip("notRun")} {id}</h3><p>Not finished: the journal holds {Amount.Of(count, "trial")}. Continue the run to get its figure.</p></article>\n");
        page.Add($"</section>\n");
    }

    private static void Card(Markup page, BenchmarkInfo b, TrialList trials)
    {
        page.Add($"<article class=\"card benchmark\" id=\"b-{b.Id}\"><h3>{StatusMark.Chip(StatusOf(b))} {b.Id} <small>{RequirementTable.Words(b.Category)}</small></h3>\n");
        foreach (var metric in b.Metrics)
        {
            page.Add($"<p class=\"figure\"><b>{Amount.Share(metric.Value)}</b> {metric.Name}{(metric.Low is null ? "" : $", {100 * metric.Confidence:0.##} % interval {Amount.Share(metric.Low)} to {Amount.Share(metric.High)}")}</p>\n");
            page.Add($"{IntervalChart.Draw(b, metric)}\n<p>{metric.Explanation}.</p>\n");
        }

        var count = trials.CountsOf(b.Id);
        page.Add($"<dl class=\"facts\"><dt>{(b.Metrics.Any(m => m.Baseline is not null) ? "Official figure" : "Floor")}</dt><dd>{Amount.Share(b.Reference)}{(b.Metrics.Count > 0 && b.Metrics[0].Margin is { } margin ? $", margin {Amount.Share(margin)}" : "")}{(b.ReferenceSource is null ? "" : ": ")}{(b.ReferenceSource is null ? null : SourceLinks.Text(b.ReferenceSource))}</dd>");
        page.Add($"<dt>Trials</dt><dd>{b.Trials} ({b.Scored} scored, {b.Trials - b.Scored - b.Infrastructure} without a readable answer, {b.Infrastructure} without any answer){(b.Epochs > 1 ? $", {b.Epochs} tries of each item" : "")}; ended: {b.StopReason}</dd>");
        if (count.Truncated > 0)
            page.Add($"<dt>Cut off</dt><dd>{count.Truncated} replies ended at the token limit</dd>");
        page.Add($"<dt>Items</dt><dd>{b.Dataset.Items} of {b.Dataset.Name}, revision <code>{b.Dataset.Revision}</code></dd>");
        if (b.Decoding is not null)
            page.Add($"<dt>Decoding</dt><dd><code>{b.Decoding.ToJsonString(Readable)}</code></dd>");
        page.Add($"</dl>\n");
        if (count.NotRight > 0)
            page.Add($"<p><a href=\"#trials\" data-benchmark=\"{b.Id}\">{(count.NotRight == 1 ? "The sample that was" : $"The {count.NotRight} samples that were")} not solved</a></p>\n");
        page.Add($"</article>\n");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
