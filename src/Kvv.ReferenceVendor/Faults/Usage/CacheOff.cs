using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-cache-off-silently</c>: A repeated prefix reports 0 cached tokens.</summary>
internal sealed class CacheOff : IUsageFault
{
    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        usage.Cached = usage.Cached is null ? null : 0;
        return usage;
    }
}
