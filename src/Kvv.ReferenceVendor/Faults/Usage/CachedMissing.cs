using Kvv.ReferenceVendor.Usage;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-cached-missing</c>: cached_tokens is not reported though the prefix was cached.</summary>
internal sealed class CachedMissing : IUsageFault
{
    public UsageRecord? Alter(UsageRecord usage, FaultScene scene)
    {
        usage.Cached = null;
        return usage;
    }
}
