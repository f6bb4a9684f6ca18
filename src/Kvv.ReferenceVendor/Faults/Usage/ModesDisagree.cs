using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-modes-disagree</c>: A stream counts more prompt tokens than the whole reply.</summary>
internal sealed class ModesDisagree : IUsageFault
{
    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        usage.Prompt += 7;
        usage.Total += 7;
        return usage;
    }
}
