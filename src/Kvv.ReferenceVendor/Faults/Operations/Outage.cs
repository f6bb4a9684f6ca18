using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-outage-500</c>: Every route answers 500.</summary>
internal sealed class Outage : IOperationsFault
{
    public Refusal? Intercept(FaultScene scene) => new(BrokenRule.Outage, 500, "The server had an error while processing your request.");
}
