namespace Kvv.Wire.Folding;

/// <summary>The five token counts of a usage record; <see langword="null"/> where absent or no integer.</summary>
internal readonly record struct TokenCounts(long? Prompt, long? Completion, long? Total, long? Cached, long? Reasoning)
{
    /// <summary>Whether all counts that both records state are equal.</summary>
    public bool AgreesWith(TokenCounts other) =>
        Agree(Prompt, other.Prompt) && Agree(Completion, other.Completion) && Agree(Total, other.Total)
        && Agree(Cached, other.Cached) && Agree(Reasoning, other.Reasoning);

    public Usage ToUsage(UsageSite site, string raw) => new()
    {
        Site = site,
        PromptTokens = Prompt,
        CompletionTokens = Completion,
        TotalTokens = Total,
        CachedTokens = Cached,
        ReasoningTokens = Reasoning,
        Raw = raw,
    };

    private static bool Agree(long? one, long? other) => one is null || other is null || one == other;
}
