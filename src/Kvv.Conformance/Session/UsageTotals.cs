using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>Requests sent and tokens reported over a run. Thread-safe.</summary>
public sealed class UsageTotals
{
    private readonly Lock _gate = new();
    private RunUsage _totals = new(0, 0, 0, 0, 0);

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
    public void Add(Exchange exchange)
    {
        var usage = exchange.Reply?.Usage;
        lock (_gate)
        {
            _totals = new(
                _totals.Requests + exchange.Attempts.Count,
                _totals.PromptTokens + (usage?.PromptTokens ?? 0),
                _totals.CompletionTokens + (usage?.CompletionTokens ?? 0),
                _totals.ReasoningTokens + (usage?.ReasoningTokens ?? 0),
                _totals.CachedTokens + (usage?.CachedTokens ?? 0));
        }
    }
}

/// <summary>Requests sent and tokens as the endpoint reported them.</summary>
/// <param name="Requests">HTTP requests, retries included.</param>
/// <param name="PromptTokens">Sum of <c>prompt_tokens</c>.</param>
/// <param name="CompletionTokens">Sum of <c>completion_tokens</c>.</param>
/// <param name="ReasoningTokens">Sum of <c>reasoning_tokens</c>.</param>
/// <param name="CachedTokens">Sum of <c>cached_tokens</c>.</param>
public sealed record RunUsage(long Requests, long PromptTokens, long CompletionTokens, long ReasoningTokens, long CachedTokens);
