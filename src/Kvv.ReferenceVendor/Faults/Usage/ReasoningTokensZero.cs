using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-reasoning-tokens-zero</c>: There is reasoning text, and reasoning_tokens is 0.</summary>
internal sealed class ReasoningTokensZero : IUsageFault
{
    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        usage.Reasoning = usage.Reasoning is null ? null : 0;
        return usage;
    }
}
