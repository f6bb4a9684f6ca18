using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>One line of a journal: a trial that ended, with everything needed to judge and show it without the endpoint.</summary>
public sealed record TrialRecord
{
    // Members of this order stand last in a line, so that a reader who does not need them stops before.
    private const int Text = 1;

    /// <summary>Benchmark id.</summary>
    public required string Benchmark { get; init; }

    /// <summary>Item id.</summary>
    public required string Sample { get; init; }

    /// <summary>Index of the try, from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>Hash over the whole request, decoding included, and the scorer.</summary>
    public required string ConfigurationHash { get; init; }

    /// <summary>How it ended.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary>The score's value, 0 to 1, when it was scored.</summary>
    public double? Value { get; init; }

    /// <summary>What was taken for the answer.</summary>
    public string? Answer { get; init; }

    /// <summary>One sentence on the score, or on what went wrong.</summary>
    public required string Explanation { get; init; }

    /// <summary>Whether the reply ended at its token limit.</summary>
    public bool Truncated { get; init; }

    /// <summary>HTTP status of the last attempt.</summary>
    public int? Status { get; init; }

    /// <summary>Attempts made, of all requests.</summary>
    public int Attempts { get; init; }

    /// <summary>Each attempt in the order of sending; only in the journal.</summary>
    [JsonPropertyOrder(Text)]
    public IReadOnlyList<TrialAttempt> AttemptLog { get; init; } = [];

    /// <summary>The reply's content; only in the journal.</summary>
    [JsonPropertyOrder(Text)]
    public string? Content { get; init; }

    /// <summary>The reply's reasoning; only in the journal.</summary>
    [JsonPropertyOrder(Text)]
    public string? Reasoning { get; init; }

    /// <summary>The reply's finish reason.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The reply's tool calls; only in the journal.</summary>
    [JsonPropertyOrder(Text)]
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Prompt tokens as reported.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Completion tokens as reported.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Reasoning tokens as reported.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Cached prompt tokens as reported.</summary>
    public long? CachedTokens { get; init; }

    /// <summary>Start of the first attempt, wall clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Milliseconds from start to last byte, all attempts.</summary>
    public double DurationMs { get; init; }

    /// <summary>Milliseconds to the first content of a stream.</summary>
    public double? FirstContentMs { get; init; }

    /// <summary>Milliseconds of the longest silence of a body, of all requests.</summary>
    public double? LongestGapMs { get; init; }

    /// <summary>Output tokens a second.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>What was wrong on the wire or in the reply.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];

    /// <summary>
    /// Of a trial of several requests, each reply that the rules of every reply judge, in the order of arrival; empty for a
    /// trial of one request, whose <see cref="Anomalies"/> are those of its reply.
    /// </summary>
    public IReadOnlyList<TrialReply> Replies { get; init; } = [];

    /// <summary>Requests sent, retries not counted.</summary>
    public int Requests { get; init; } = 1;

    /// <summary>Of all that the trial took, what an earlier line of it has counted too; <see langword="null"/> when nothing.</summary>
    public CountedRequests? CountedBefore { get; init; }

    /// <summary>What the scorer measured beside the value.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Ids of faults that the answer is the signature of.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>The trial's identity.</summary>
    [JsonIgnore]
    public TrialId Id => new(Benchmark, Sample, Epoch);

    /// <summary>Whether the trial is never sent again.</summary>
    [JsonIgnore]
    public bool IsSettled => Outcome != TrialOutcome.Infrastructure;

    /// <summary>The record of a try that ended.</summary>
    /// <param name="id">Its identity.</param>
    /// <param name="configurationHash">Hash of its configuration.</param>
    /// <param name="played">What came of it.</param>
    /// <param name="sent">Each exchange with the name of its step; <see langword="null"/> for those of <paramref name="played"/>, without names.</param>
    public static TrialRecord Of(TrialId id, string configurationHash, PlayedTrial played, IReadOnlyList<SentStep>? sent = null)
    {
        ArgumentNullException.ThrowIfNull(played);
        var score = played.Score;
        var last = played.Exchanges[^1];
        List<RequestRecord> requests = [.. played.Earlier, .. played.Exchanges.Select(e => RequestRecord.Of("", e))];
        var choice = last.Reply?.First;
        return new TrialRecord
        {
            Benchmark = id.Benchmark,
            Sample = id.Sample,
            Epoch = id.Epoch,
            ConfigurationHash = configurationHash,
            Outcome = score is null ? TrialOutcome.Infrastructure : score.Value is null ? TrialOutcome.Unscored : TrialOutcome.Scored,
            Value = score?.Value,
            Answer = score?.Answer,
            Explanation = score?.Explanation ?? played.Failure ?? "no answer",
            Truncated = score?.Truncated ?? false,
            // As the journal will give it back: a number has one kind, whether the run was resumed or not.
            Details = score?.Details is { } details ? JsonNode.Parse(details.ToJsonString())!.AsObject() : null,
            Faults = score?.Faults ?? played.Faults,
            Status = last.Status,
            Requests = requests.Count,
            Attempts = requests.Sum(r => r.Attempts.Count),
            AttemptLog = [.. requests.SelectMany((r, i) => r.Attempts.Select(a => a with { Request = i }))],
            Content = choice?.Content,
            Reasoning = choice?.Reasoning,
            FinishReason = choice?.FinishReason,
            ToolCalls = choice?.ToolCalls ?? [],
            PromptTokens = Sum(requests, r => r.PromptTokens),
            CompletionTokens = Sum(requests, r => r.CompletionTokens),
            ReasoningTokens = Sum(requests, r => r.ReasoningTokens),
            CachedTokens = Sum(requests, r => r.CachedTokens),
            StartedAt = requests[0].StartedAt,
            DurationMs = requests.Sum(r => r.Attempts.Sum(a => a.DurationMs + a.DelayMs)),
            FirstContentMs = requests[0].FirstContentMs,
            LongestGapMs = requests.Max(r => r.LongestGapMs),
            OutputTokensPerSecond = last.Timing.OutputTokensPerSecond,
            Anomalies = [.. requests.SelectMany(r => r.Anomalies)],
            Replies = [.. played.Earlier.Where(r => r.IsReply).Select(r => new TrialReply(r.Step, r.Anomalies)), .. Replied(sent)],
        };
    }

    /// <summary>The record without the members that only the journal keeps: what stays in memory.</summary>
    public TrialRecord WithoutTexts() => this with { Content = null, Reasoning = null, ToolCalls = [], AttemptLog = [] };

    /// <summary>The sum over the requests that report the figure; <see langword="null"/> when none does.</summary>
    private static long? Sum(List<RequestRecord> requests, Func<RequestRecord, long?> figure)
    {
        var reported = requests.Select(figure).Where(n => n is not null).ToList();
        return reported.Count == 0 ? null : reported.Sum();
    }

    private static IEnumerable<TrialReply> Replied(IReadOnlyList<SentStep>? sent) => sent is [{ Step: "" }] or null
        ? []
        : sent.Where(s => s.Exchange.CountsAsReply).Select(s => new TrialReply(s.Step, s.Exchange.Anomalies));
}
