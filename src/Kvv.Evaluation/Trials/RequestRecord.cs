using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// What one request of a trial leaves in the trial's record. A try of many turns keeps it with each finished turn, so that a
/// try that was interrupted and continued has the record of one that was not.
/// </summary>
public sealed record RequestRecord
{
    /// <summary>What the request was within the try, for example <c>step-3</c>; empty when it is the only one.</summary>
    public string Step { get; init; } = "";

    /// <summary>Its attempts in the order of sending.</summary>
    public IReadOnlyList<TrialAttempt> Attempts { get; init; } = [];

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

    /// <summary>Milliseconds to the first content of a stream.</summary>
    public double? FirstContentMs { get; init; }

    /// <summary>Milliseconds of the longest silence of a body.</summary>
    public double? LongestGapMs { get; init; }

    /// <summary>What was wrong on the wire or in the reply.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];

    /// <summary>Whether the rules of every reply judge it.</summary>
    public bool IsReply { get; init; }

    /// <summary>The record of an exchange.</summary>
    /// <param name="step">See <see cref="Step"/>.</param>
    /// <param name="exchange">What was sent and came back.</param>
    public static RequestRecord Of(string step, Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var usage = exchange.Reply?.Usage;
        return new()
        {
            Step = step,
            Attempts = [.. exchange.Attempts.Select(a => TrialAttempt.Of(0, a))],
            PromptTokens = usage?.PromptTokens,
            CompletionTokens = usage?.CompletionTokens,
            ReasoningTokens = usage?.ReasoningTokens,
            CachedTokens = usage?.CachedTokens,
            StartedAt = exchange.Timing.StartedAt,
            FirstContentMs = exchange.Timing.FirstContent?.TotalMilliseconds,
            LongestGapMs = exchange.Timing.LongestGap?.TotalMilliseconds,
            Anomalies = exchange.Anomalies,
            IsReply = exchange.CountsAsReply,
        };
    }
}
