using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>Requests sent and tokens reported over a run. Thread-safe.</summary>
public sealed class UsageTotals
{
    private readonly Lock _gate = new();
    private RunUsage _totals = RunUsage.None;

    /// <summary>The totals so far.</summary>
    public RunUsage Current
    {
        get
        {
            lock (_gate)
                return _totals;
        }
    }

    /// <summary>Adds an exchange: one request for each attempt, and the tokens of its reply.</summary>
    /// <param name="exchange">The exchange.</param>
    public void Add(Exchange exchange) => Add(Of(exchange));

    /// <summary>Adds what an earlier part of the run used.</summary>
    /// <param name="usage">Requests and tokens.</param>
    public void Add(RunUsage usage)
    {
        lock (_gate)
            _totals += usage;
    }

    /// <summary>What one exchange used.</summary>
    /// <param name="exchange">The exchange.</param>
    public static RunUsage Of(Exchange exchange)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        var usage = exchange.Reply?.Usage;
        return new(exchange.Attempts.Count, usage?.PromptTokens ?? 0, usage?.CompletionTokens ?? 0, usage?.ReasoningTokens ?? 0, usage?.CachedTokens ?? 0);
    }

    /// <summary>What a line of a journal adds to the lines before it.</summary>
    /// <param name="trial">The line.</param>
    public static RunUsage Of(TrialRecord trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var before = trial.CountedBefore ?? new(0, 0, 0, 0, 0, 0);
        return new(
            trial.Attempts - before.Attempts, (trial.PromptTokens ?? 0) - before.PromptTokens, (trial.CompletionTokens ?? 0) - before.CompletionTokens,
            (trial.ReasoningTokens ?? 0) - before.ReasoningTokens, (trial.CachedTokens ?? 0) - before.CachedTokens);
    }

    /// <summary>What a request of an earlier part of the run used.</summary>
    /// <param name="request">The request.</param>
    public static RunUsage Of(RequestRecord request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(request.Attempts.Count, request.PromptTokens ?? 0, request.CompletionTokens ?? 0, request.ReasoningTokens ?? 0, request.CachedTokens ?? 0);
    }
}

/// <summary>Requests sent and tokens as the endpoint reported them.</summary>
/// <param name="Requests">HTTP requests, retries included.</param>
/// <param name="PromptTokens">Sum of <c>prompt_tokens</c>.</param>
/// <param name="CompletionTokens">Sum of <c>completion_tokens</c>.</param>
/// <param name="ReasoningTokens">Sum of <c>reasoning_tokens</c>.</param>
/// <param name="CachedTokens">Sum of <c>cached_tokens</c>.</param>
public sealed record RunUsage(long Requests, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens)
{
    /// <summary>Nothing.</summary>
    public static RunUsage None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>The sum.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static RunUsage operator +(RunUsage left, RunUsage right) => new(
        left.Requests + right.Requests, left.PromptTokens + right.PromptTokens, left.CompletionTokens + right.CompletionTokens,
        left.ReasoningTokens + right.ReasoningTokens, left.CachedTokens + right.CachedTokens);

    /// <summary>What is left without a part.</summary>
    /// <param name="left">All.</param>
    /// <param name="right">The part.</param>
    public static RunUsage operator -(RunUsage left, RunUsage right) => new(
        left.Requests - right.Requests, left.PromptTokens - right.PromptTokens, left.CompletionTokens - right.CompletionTokens,
        left.ReasoningTokens - right.ReasoningTokens, left.CachedTokens - right.CachedTokens);
}
