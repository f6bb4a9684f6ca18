using System.Text.Json.Nodes;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>
/// A run as one trace: the run, its checks, each trial as a GenAI client span (https://opentelemetry.io/docs/specs/semconv/gen-ai).
/// Texts of prompts and answers are left out, as the conventions ask.
/// </summary>
internal sealed class OtlpTraces
{
    private const int Internal = 1;
    private const int Client = 3;
    private const int Failed = 2;

    // A collector refuses bodies of several megabytes: a request carries this many spans.
    private const int SpansPerRequest = 500;

    private readonly RunFolder _run;
    private readonly string _trace;

    public OtlpTraces(RunFolder run)
    {
        _run = run;
        _trace = OtlpValue.Id(16, run.Result.Run.Id);
    }

    /// <summary>The bodies to post, in order.</summary>
    public IEnumerable<JsonObject> Bodies() => Spans().Chunk(SpansPerRequest).Select(spans => new JsonObject
    {
        ["resourceSpans"] = new JsonArray(new JsonObject
        {
            ["resource"] = OtlpResource.Of(_run.Result),
            ["scopeSpans"] = new JsonArray(new JsonObject { ["scope"] = OtlpResource.Scope(_run.Result), ["spans"] = new JsonArray([.. spans]) }),
        }),
    });

    private IEnumerable<JsonObject> Spans()
    {
        var result = _run.Result;
        var root = OtlpValue.Id(8, result.Run.Id, "run");
        var end = result.Run.FinishedAt ?? result.Run.StartedAt;
        yield return Span(root, null, "conformance run", Internal, result.Run.StartedAt, end, result.Verdict == "fails" ? string.Join("; ", result.Reasons.Take(3)) : null,
            ("kvv.verdict", OtlpValue.Text(result.Verdict)), ("kvv.profile", OtlpValue.Text(result.Profile)), ("kvv.tier", OtlpValue.Text(result.Run.Tier)), ("kvv.reference_endpoint", OtlpValue.Flag(result.Endpoint.IsReference)));
        foreach (var finding in result.Requirements)
        {
            // The run keeps how long a check took, not when: the span begins with the run.
            yield return Span(OtlpValue.Id(8, result.Run.Id, "check", finding.Id, finding.Mode), root, $"check {finding.Id}", Internal, result.Run.StartedAt, result.Run.StartedAt.AddMilliseconds(finding.DurationMs), finding.Status == "fail" ? finding.Actual ?? finding.Title : null,
                ("kvv.requirement.id", OtlpValue.Text(finding.Id)), ("kvv.requirement.mode", OtlpValue.Text(finding.Mode)), ("kvv.requirement.level", OtlpValue.Text(finding.Level)), ("kvv.finding.status", OtlpValue.Text(finding.Status)), ("kvv.finding.faults", OtlpValue.Texts(finding.Faults)));
        }

        foreach (var trial in _run.Trials())
            yield return Trial(trial, root);
    }

    private JsonObject Trial(TrialRecord trial, string parent) => Span(
        OtlpValue.Id(8, _run.Result.Run.Id, trial.Id.ToString()), parent, $"chat {_run.Result.Endpoint.Model}", Client, trial.StartedAt, trial.StartedAt.AddMilliseconds(trial.DurationMs),
        trial.Outcome == TrialOutcome.Infrastructure ? trial.Explanation : null,
        [
            .. OtlpResource.Call(_run.Result),
            ("gen_ai.response.finish_reasons", OtlpValue.Texts(trial.FinishReason)),
            ("gen_ai.usage.input_tokens", OtlpValue.Whole(trial.PromptTokens)), ("gen_ai.usage.output_tokens", OtlpValue.Whole(trial.CompletionTokens)),
            ("http.response.status_code", OtlpValue.Whole(trial.Status)), ("error.type", trial.Outcome == TrialOutcome.Infrastructure ? OtlpValue.Text(trial.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no_answer") : null),
            ("kvv.benchmark", OtlpValue.Text(trial.Benchmark)), ("kvv.sample", OtlpValue.Text(trial.Sample)), ("kvv.epoch", OtlpValue.Whole(trial.Epoch)),
            ("kvv.score", OtlpValue.Real(trial.Value)), ("kvv.attempts", OtlpValue.Whole(trial.Attempts)), ("kvv.anomalies", OtlpValue.Texts(trial.Anomalies.Select(a => a.Kind))),
        ]);

    private JsonObject Span(string id, string? parent, string name, int kind, DateTimeOffset start, DateTimeOffset end, string? failure, params IEnumerable<(string Name, JsonNode? Value)> attributes)
    {
        var span = new JsonObject
        {
            ["traceId"] = _trace,
            ["spanId"] = id,
            ["name"] = name,
            ["kind"] = kind,
            ["startTimeUnixNano"] = OtlpValue.Time(start),
            ["endTimeUnixNano"] = OtlpValue.Time(end),
            ["attributes"] = OtlpValue.Attributes(attributes),
            ["status"] = failure is null ? [] : new JsonObject { ["code"] = Failed, ["message"] = VisibleText.Line(failure, 500) },
        };
        if (parent is not null)
            span["parentSpanId"] = parent;
        return span;
    }
}
