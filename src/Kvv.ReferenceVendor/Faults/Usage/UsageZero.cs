using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-usage-zero</c>: Usage is there and all zero.</summary>
internal sealed class UsageZero : IUsageFault
{
    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        (usage.Prompt, usage.Completion, usage.Total) = (0, 0, 0);
        (usage.Cached, usage.Reasoning) = (usage.Cached is null ? null : 0, usage.Reasoning is null ? null : 0);
        return usage;
    }
}
