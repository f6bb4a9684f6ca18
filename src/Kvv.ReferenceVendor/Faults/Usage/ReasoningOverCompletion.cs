using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-reasoning-over-completion</c>: reasoning_tokens exceeds completion_tokens by one.</summary>
internal sealed class ReasoningOverCompletion : IUsageFault
{
    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        usage.Reasoning = usage.Reasoning is null ? null : usage.Completion + 1;
        return usage;
    }
}
