using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>Identity of one trial: the item and the try at it.</summary>
/// <param name="Benchmark">Benchmark id.</param>
/// <param name="Sample">Item id.</param>
/// <param name="Epoch">Index of the try, from 0.</param>
public readonly record struct TrialId(string Benchmark, string Sample, int Epoch)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Benchmark}/{Sample}/{Epoch}";
}

/// <summary>How a trial ended.</summary>
public enum TrialOutcome
{
    /// <summary>A score was given.</summary>
    Scored,

    /// <summary>An answer came but it could not be scored.</summary>
    Unscored,

    /// <summary>No answer worth judging; the trial is sent again on resume.</summary>
    Infrastructure,
}

/// <summary>One line of a journal: a trial that ended, with everything needed to judge and show it without the endpoint.</summary>
public sealed record TrialRecord
{
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

    /// <summary>Attempts made.</summary>
    public int Attempts { get; init; }

    /// <summary>The reply's content.</summary>
    public string? Content { get; init; }

    /// <summary>The reply's reasoning.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The reply's finish reason.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The reply's tool calls.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary>Prompt tokens as reported.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>Completion tokens as reported.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>Reasoning tokens as reported.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>Start of the first attempt, wall clock.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Milliseconds from start to last byte, all attempts.</summary>
    public double DurationMs { get; init; }

    /// <summary>Milliseconds to the first content of a stream.</summary>
    public double? FirstContentMs { get; init; }

    /// <summary>Output tokens a second.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>What was wrong on the wire or in the reply.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];

    /// <summary>Requests sent, retries not counted.</summary>
    public int Requests { get; init; } = 1;

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
}
