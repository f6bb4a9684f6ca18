using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Usage;

/// <summary>Counts what a reply cost.</summary>
internal static class UsageCounter
{
    public static UsageRecord Count(VendorContract contract, int prompt, int cached, IReadOnlyList<Generation> generations)
    {
        var completion = generations.Sum(g => g.CompletionTokens);
        return new()
        {
            Prompt = prompt,
            Completion = completion,
            Total = prompt + completion,
            Cached = contract.Features.CachedTokens ? cached : null,
            Reasoning = contract.Features.ReasoningTokens ? generations.Sum(g => g.Reasoning.Count) : null,
        };
    }
}
