using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-429-mislabelled</c>: Some requests meet 429 that speaks of an overloaded engine under the type of a plan limit, without Retry-After.</summary>
internal sealed class CapacityAsRateLimit : IOperationsFault
{
    public Refusal? Intercept(FaultScene scene) => new(BrokenRule.Outage, 429, "The engine is currently overloaded, please try again later") { Type = "rate_limit_error" };
}
