using Kvv.Conformance.Profiles;

namespace Kvv.Conformance.Planning;

/// <summary>What pre-verification of one profile is expected to cost.</summary>
/// <param name="Checks">Checks that send requests.</param>
/// <param name="Requests">Requests, retries not included.</param>
/// <param name="PromptTokens">Prompt tokens.</param>
/// <param name="CompletionTokens">Completion tokens, reasoning included.</param>
/// <param name="OptInTokens">Prompt tokens that the opt-in parts of tier <c>full</c> add: nine tenths of the window; 0 when it is unknown.</param>
public sealed record PreVerificationPlan(int Checks, int Requests, long PromptTokens, long CompletionTokens, long OptInTokens)
{
    /// <summary>Prompt and completion tokens.</summary>
    public long TotalTokens => PromptTokens + CompletionTokens;

    /// <summary>Estimates the cost from the table; sends nothing.</summary>
    /// <param name="costs">The costs of the checks.</param>
    /// <param name="profile">The profile.</param>
    public static PreVerificationPlan Estimate(CostTable costs, ModelProfile profile)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentNullException.ThrowIfNull(profile);
        var rows = costs.Rows.Where(r => r.Requests > 0 && r.AppliesTo(profile)).ToList();
        return new(
            rows.Count,
            rows.Sum(r => r.Requests),
            rows.Sum(r => r.PromptTokens),
            rows.Sum(r => r.CompletionTokens + (r.Thinks(profile) ? r.ThinkingTokens : 0)),
            (long)((profile.ContextWindow?.Tokens ?? 0) * 0.9));
    }

    /// <summary>What the tokens cost.</summary>
    /// <param name="inputPrice">Price of a million prompt tokens.</param>
    /// <param name="outputPrice">Price of a million completion tokens.</param>
    /// <returns>The price in the currency of the two.</returns>
    public decimal Price(decimal inputPrice, decimal outputPrice) => (PromptTokens * inputPrice + CompletionTokens * outputPrice) / 1_000_000m;
}
