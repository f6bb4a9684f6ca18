namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary>The registry's rows of this stage.</summary>
internal static class UsageRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("ua-stream-usage-missing", "A stream carries no usage though it was asked for.", () => new StreamUsageMissing(), "stream"),
        new("ua-usage-zero", "Usage is there and all zero.", () => new UsageZero()),
        new("ua-reasoning-tokens-zero", "There is reasoning text, and reasoning_tokens is 0.", () => new ReasoningTokensZero(), Inherent: "thinking"),
        new("ua-reasoning-over-completion", "reasoning_tokens exceeds completion_tokens by one.", () => new ReasoningOverCompletion(), "thinking=on", Unlike: Departures.Chance),
        new("ua-cached-missing", "cached_tokens is not reported though the prefix was cached.", () => new CachedMissing(), Inherent: "warm"),
        new("ua-cache-off-silently", "A repeated prefix reports 0 cached tokens.", () => new CacheOff(), Inherent: "warm"),
        new("ua-image-uncounted", "An image adds nothing to prompt_tokens.", () => new ImageUncounted()),
        new("ua-modes-disagree", "A stream counts more prompt tokens than the whole reply.", () => new ModesDisagree(), "stream"),
    ];
}
