using System.Globalization;
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
            Card(page, run, benchmark, trials);
        foreach (var (id, count) in trials.Unfinished(run.Result))
            page.Add($"<article class=\"card\"><h3>{StatusMark.Chip("notRun")} {id}</h3><p>Not finished: the journal holds {Amount.Of(count, "trial")}. Continue the run to get its figure.</p></article>\n");
        page.Add($"</section>\n");
    }

    private static void Card(Markup page, RunFolder run, BenchmarkInfo b, TrialList trials)
    {
        page.Add($"<article class=\"card benchmark\" id=\"b-{b.Id}\"><h3>{StatusMark.Chip(StatusOf(b))} {b.Id} <small>{RequirementTable.Words(b.Category)}</small></h3>\n");
        var lead = b.Metrics.FirstOrDefault(m => m.Status != "informative") ?? (b.Metrics.Count > 0 ? b.Metrics[0] : null);
        var drawn = b.Metrics.Where(m => m == lead || m.Status is "fail" or "undecided").OrderBy(m => m.Status is "fail" ? 0 : m.Status is "undecided" ? 1 : 2).ToList();
        foreach (var metric in drawn)
        {
            page.Add($"<p class=\"figure\">{(drawn.Count > 1 ? StatusMark.Small(metric.Status, metric.Name) : null)} <b>{Amount.Figure(metric, metric.Value)}</b> {metric.Name}{(metric.Low is null ? "" : $", {100 * metric.Confidence:0.##} % interval {Amount.Share(metric.Low)} to {Amount.Share(metric.High)}")}</p>\n");
            page.Add($"{IntervalChart.Draw(b, metric)}\n<p>{metric.Explanation}.</p>\n");
        }

        Further(page, b, [.. b.Metrics.Except(drawn)]);
        Facts(page, b, lead, trials.CountsOf(b.Id));
        Plots(page, run, b);
        var open = trials.CountsOf(b.Id).NotRight;
        if (open > 0)
            page.Add($"<p><a href=\"#trials\" data-benchmark=\"{b.Id}\">{(open == 1 ? "The sample that was" : $"The {open} samples that were")} not solved</a></p>\n");
        page.Add($"</article>\n");
    }

    // Figures that hold or decide nothing: a line each.
    private static void Further(Markup page, BenchmarkInfo b, IReadOnlyList<MetricInfo> metrics)
    {
        if (metrics.Count == 0)
            return;
        page.Add($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{b.Id}, further figures\"><table class=\"further-figures\"><caption class=\"sr\">{b.Id}: further figures</caption><thead><tr><th scope=\"col\">Further figures</th><th scope=\"col\">Value</th><th scope=\"col\"><span class=\"sr\">drawn from 0 to 100 %</span></th><th scope=\"col\">Interval</th><th scope=\"col\">Needed</th></tr></thead>\n<tbody>");
        foreach (var m in metrics)
            page.Add($"<tr><th scope=\"row\">{StatusMark.Small(m.Status, m.Name)} {m.Name} <small>{m.Explanation}</small></th><td><b>{Amount.Figure(m, m.Value)}</b></td><td>{IntervalChart.Small(m)}</td><td>{(m.Low is null ? "–" : $"{Amount.Share(m.Low)} to {Amount.Share(m.High)}")}</td><td>{(m.Threshold is null ? "–" : Amount.Figure(m, m.Threshold))}</td></tr>\n");
        page.Add($"</tbody></table></div>\n");
    }

    private static void Facts(Markup page, BenchmarkInfo b, MetricInfo? lead, TrialCounts count)
    {
        page.Add($"<dl class=\"facts\">");
        if (b.Reference is not null)
            page.Add($"<dt>{(b.Metrics.Any(m => m.Baseline is not null) ? "Official figure" : "Floor")}</dt><dd>{Amount.Share(b.Reference)}{(b.ReferenceTrials is { } behind ? string.Create(CultureInfo.InvariantCulture, $" over {behind:N0} trials") : "")}{(lead?.Margin is { } margin && IntervalChart.ReferenceOf(b, lead) is not null ? $", margin {Amount.Share(margin)}" : "")}{(b.ReferenceSource is null ? "" : ": ")}{(b.ReferenceSource is null ? null : SourceLinks.Text(b.ReferenceSource))}</dd>");
        page.Add($"<dt>Trials</dt><dd>{b.Trials} ({b.Scored} scored, {b.Trials - b.Scored - b.Infrastructure} without a readable answer, {b.Infrastructure} without any answer){(b.Epochs > 1 ? $", {b.Epochs} tries of each item" : "")}; ended: {b.StopReason}</dd>");
        if (count.Truncated > 0)
            page.Add($"<dt>Cut off</dt><dd>{count.Truncated} replies ended at the token limit</dd>");
        page.Add($"<dt>Items</dt><dd>{b.Dataset.Items} of {b.Dataset.Name}, revision <code>{b.Dataset.Revision}</code></dd>");
        if (b.Decoding is not null)
            page.Add($"<dt>Decoding</dt><dd><code>{b.Decoding.ToJsonString(Readable)}</code></dd>");
        page.Add($"</dl>\n");
    }

    private static void Plots(Markup page, RunFolder run, BenchmarkInfo b)
    {
        var plots = b.Attachments.Where(PlotMarkup.IsPlot).Select((file, i) => PlotMarkup.Inline(run, file, $"p-{b.Id}-{i}")).Where(p => p is not null).ToList();
        if (plots.Count > 0)
            page.Add($"<div class=\"plots\">");
        foreach (var plot in plots)
            page.Add($"{plot}\n");
        if (plots.Count > 0)
            page.Add($"</div>\n");
        var files = b.Attachments.Where(f => !PlotMarkup.IsPlot(f) && run.Has(f)).ToList();
        if (files.Count == 0)
            return;
        page.Add($"<p>Figures as files: ");
        foreach (var file in files)
            page.Add($"<a href=\"{SourceLinks.Relative(file)}\">{file[(file.LastIndexOf('/') + 1)..]}</a> ");
        page.Add($"</p>\n");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
