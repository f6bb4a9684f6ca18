using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>A run's figures: the GenAI client metrics of its trials, and what it found.</summary>
internal static class OtlpMetrics
{
    private const int Delta = 1;

    /// <summary>The body to post.</summary>
    public static JsonObject Body(RunFolder run)
    {
        var result = run.Result;
        var start = OtlpValue.Time(result.Run.StartedAt);
        var end = OtlpValue.Time(result.Run.FinishedAt ?? result.Run.StartedAt);
        var input = new OtlpHistogram(OtlpHistogram.Tokens);
        var output = new OtlpHistogram(OtlpHistogram.Tokens);
        var duration = new OtlpHistogram(OtlpHistogram.Seconds);
        var failed = new OtlpHistogram(OtlpHistogram.Seconds);
        var first = new OtlpHistogram(OtlpHistogram.Seconds);
        foreach (var trial in run.Trials())
        {
            if (trial.PromptTokens is { } prompt)
                input.Add(prompt);
            if (trial.CompletionTokens is { } completion)
                output.Add(completion);
            (trial.Outcome == TrialOutcome.Infrastructure ? failed : duration).Add(trial.DurationMs / 1000);
            if (trial.FirstContentMs is { } content)
                first.Add(content / 1000);
        }

        JsonArray Call(params IEnumerable<(string, JsonNode?)> more) => OtlpValue.Attributes([.. OtlpResource.Call(result), .. more]);
        JsonObject Histogram(string name, string unit, params IEnumerable<(OtlpHistogram Values, JsonArray Attributes)> points) => new()
        {
            ["name"] = name,
            ["unit"] = unit,
            ["histogram"] = new JsonObject { ["aggregationTemporality"] = Delta, ["dataPoints"] = new JsonArray([.. points.Where(p => p.Values.Count > 0).Select(p => p.Values.Point(start, end, p.Attributes))]) },
        };
        JsonObject Gauge(string name, string unit, IEnumerable<JsonObject> points) => new() { ["name"] = name, ["unit"] = unit, ["gauge"] = new JsonObject { ["dataPoints"] = new JsonArray([.. points]) } };

        var metrics = new JsonArray(
            Histogram("gen_ai.client.token.usage", "{token}", (input, Call(("gen_ai.token.type", OtlpValue.Text("input")))), (output, Call(("gen_ai.token.type", OtlpValue.Text("output"))))),
            Histogram("gen_ai.client.operation.duration", "s", (duration, Call()), (failed, Call(("error.type", OtlpValue.Text("no_answer"))))),
            // Not the convention's time to the first chunk: a first chunk often carries no content.
            Histogram("kvv.client.time_to_first_content", "s", (first, Call())),
            Gauge("kvv.findings", "{finding}", result.Requirements.GroupBy(r => (r.Status, r.Level)).Select(g => new JsonObject
            {
                ["timeUnixNano"] = end,
                ["asInt"] = g.Count().ToString(CultureInfo.InvariantCulture),
                ["attributes"] = OtlpValue.Attributes(("kvv.finding.status", OtlpValue.Text(g.Key.Status)), ("kvv.requirement.level", OtlpValue.Text(g.Key.Level)), ("gen_ai.request.model", OtlpValue.Text(result.Endpoint.Model))),
            })),
            Gauge("kvv.benchmark.value", "1", result.Benchmarks.SelectMany(b => b.Metrics.Where(m => m.Value is not null).Select(m => new JsonObject
            {
                ["timeUnixNano"] = end,
                ["asDouble"] = m.Value,
                ["attributes"] = OtlpValue.Attributes(("kvv.benchmark", OtlpValue.Text(b.Id)), ("kvv.metric", OtlpValue.Text(m.Name)), ("kvv.metric.status", OtlpValue.Text(m.Status)), ("gen_ai.request.model", OtlpValue.Text(result.Endpoint.Model))),
            }))));
        // An instrument without a point says nothing, and some collectors refuse it.
        foreach (var empty in metrics.Where(m => (m!["histogram"] ?? m["gauge"])!["dataPoints"]!.AsArray().Count == 0).ToList())
            metrics.Remove(empty);
        return new()
        {
            ["resourceMetrics"] = new JsonArray(new JsonObject
            {
                ["resource"] = OtlpResource.Of(result),
                ["scopeMetrics"] = new JsonArray(new JsonObject { ["scope"] = OtlpResource.Scope(result), ["metrics"] = metrics }),
            }),
        };
    }
}
