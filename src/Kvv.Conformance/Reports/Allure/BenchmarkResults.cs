using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kvv.Conformance.Reports.Html;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>A benchmark as an Allure test: its metrics as steps, a chart and the table of its samples as attachments.</summary>
internal sealed class BenchmarkResults(RunFolder run, AllureFolder folder)
{
    public AllureResult Of(BenchmarkInfo benchmark, IReadOnlyList<TrialRecord> trials)
    {
        var fullName = $"Kvv.Conformance.{benchmark.Category}.benchmark.{benchmark.Id}";
        var testCase = AllureIdentity.Hash(fullName);
        var parameters = Parameters(benchmark);
        var history = AllureIdentity.History(testCase, parameters);
        var start = trials.Count > 0 ? trials.Min(t => t.StartedAt).ToUnixTimeMilliseconds() : run.Result.Run.StartedAt.ToUnixTimeMilliseconds();
        var stop = trials.Count > 0 ? Math.Max(start, (long)trials.Max(t => t.StartedAt.ToUnixTimeMilliseconds() + t.DurationMs)) : start;
        var status = BenchmarkSection.StatusOf(benchmark);
        // What decided; every figure is a step.
        var explanation = string.Join("\n", benchmark.Metrics.Where(m => m.Status == status).Select(m => $"{m.Name} {Amount.Figure(m, m.Value)}: {m.Explanation}"));
        var category = status switch { "fail" => AllureStatus.BelowBaseline, "undecided" => AllureStatus.Undecided, _ => null };
        return new()
        {
            Uuid = AllureIdentity.Uuid(run.Result.Run.Id, history),
            Name = $"benchmark {benchmark.Id}",
            FullName = fullName,
            TestCaseId = testCase,
            HistoryId = history,
            TitlePath = [benchmark.Category, "benchmarks", benchmark.Id],
            Status = AllureStatus.Of(status),
            Start = start,
            Stop = stop,
            StatusDetails = category is null ? new(explanation) : new($"{category}: {explanation}"),
            Description = $"{benchmark.Dataset.Items} items of {benchmark.Dataset.Name}, revision {benchmark.Dataset.Revision}.{(benchmark.Reference is null ? "" : $" Held against {Amount.Share(benchmark.Reference)}{(benchmark.ReferenceTrials is { } behind ? string.Create(CultureInfo.InvariantCulture, $" over {behind:N0} trials") : "")}{(benchmark.ReferenceSource is null ? "" : $" ({benchmark.ReferenceSource})")}.")}",
            Labels =
            [
                new("parentSuite", RequirementTable.Words(benchmark.Category)), new("suite", "benchmarks"), new("subSuite", benchmark.Id),
                new("epic", RequirementTable.Words(benchmark.Category)), new("feature", "benchmarks"), new("story", benchmark.Id),
                new("severity", "critical"), new("layer", "benchmark"), new("framework", "Kvv.Conformance"), new("language", "csharp"),
            ],
            Parameters = parameters,
            Links = [.. SourceLinks.Threads(benchmark.ReferenceSource ?? "").Select(t => new AllureLink(t.Name, t.Url, "link"))],
            Steps = [.. benchmark.Metrics.Select(m => Metric(benchmark, m, stop)), .. Speed(benchmark, stop)],
            Attachments =
            [
                .. benchmark.Attachments.Select(Attach).OfType<AllureAttachment>(),
                .. trials.Count == 0 ? Array.Empty<AllureAttachment>() : [folder.AttachText("samples", ".csv", "text/csv", Table(trials))],
            ],
        };
    }

    // A plot is drawn anew, so that nothing but a plot reaches a browser; what is none stays in the run folder.
    private AllureAttachment? Attach(string file) => !PlotMarkup.IsPlot(file)
        ? folder.AttachFile(file)
        : PlotMarkup.Standalone(run, file) is { } plot ? folder.AttachText(Path.GetFileNameWithoutExtension(file), ".svg", "image/svg+xml", plot.ToString()) : null;

    private List<AllureParameter> Parameters(BenchmarkInfo benchmark)
    {
        var effort = benchmark.Decoding?["reasoning_effort"] ?? (benchmark.Decoding?["thinking"] as JsonObject)?["effort"];
        List<AllureParameter> parameters =
        [
            new("dialect", run.Result.Endpoint.Dialect, Excluded: true), new("model", run.Result.Endpoint.Model, Excluded: true),
            new("tier", run.Result.Run.Tier), new("seed", run.Result.Run.Seed, Excluded: true), new("dataset revision", benchmark.Dataset.Revision, Excluded: true),
        ];
        if (effort is not null)
            parameters.Add(new("effort", effort.ToString()));
        return parameters;
    }

    private AllureStep Metric(BenchmarkInfo benchmark, MetricInfo metric, long at)
    {
        var name = $"{metric.Name} {Amount.Figure(metric, metric.Value)}{(metric.Low is null ? "" : $" [{Amount.Share(metric.Low)}, {Amount.Share(metric.High)}]")}{(metric.Threshold is null ? "" : $", needed {Amount.Figure(metric, metric.Threshold)}")}";
        var chart = IntervalChart.Draw(benchmark, metric, standalone: true);
        return new(name, AllureStatus.Of(metric.Status), at, at)
        {
            StatusDetails = new(metric.Explanation),
            Attachments = chart is null ? [] : [folder.AttachText($"{metric.Name} with its interval", ".svg", "image/svg+xml", chart.ToString())],
        };
    }

    private static IEnumerable<AllureStep> Speed(BenchmarkInfo b, long at)
    {
        if (b.Latency.TtftMs is { } first)
            yield return new($"first token: median {Amount.Milliseconds(first.P50)}, 90 % {Amount.Milliseconds(first.P90)}, 99 % {Amount.Milliseconds(first.P99)}", "passed", at, at);
        if (b.Latency.OutputTokensPerSecond is { } rate)
            yield return new($"output tokens a second: median {Amount.Rate(rate.P50)}", "passed", at, at);
        yield return new(string.Create(CultureInfo.InvariantCulture, $"usage: {b.Usage.PromptTokens} prompt tokens, {b.Usage.CompletionTokens} completion tokens"), "passed", at, at);
    }

    private static string Table(IReadOnlyList<TrialRecord> trials)
    {
        var table = new StringBuilder("sample,try,outcome,score,answer,explanation,finish reason,completion tokens,milliseconds\n");
        foreach (var t in trials)
        {
            table.AppendJoin(',', Cell(t.Sample), t.Epoch + 1, TrialCounts.OutcomeOf(t), t.Value?.ToString(CultureInfo.InvariantCulture) ?? "", Cell(t.Answer), Cell(t.Explanation), Cell(t.FinishReason), t.CompletionTokens, t.DurationMs.ToString("0", CultureInfo.InvariantCulture));
            table.Append('\n');
        }

        return table.ToString();
    }

    // RFC 4180; a leading apostrophe keeps a spreadsheet from running a model's answer as a formula.
    private static string Cell(string? text)
    {
        var shown = VisibleText.Line(text ?? "", 300);
        if (shown.Length > 0 && shown[0] is '=' or '+' or '-' or '@' or '\t')
            shown = "'" + shown;
        return $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
