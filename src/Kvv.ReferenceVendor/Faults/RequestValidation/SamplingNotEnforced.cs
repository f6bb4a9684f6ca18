using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-fixed-sampling-not-enforced</c>: Sampling values the contract refuses are taken with 200.</summary>
internal sealed class SamplingNotEnforced : IRequestCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal is { Rule: BrokenRule.Parameter, Code: "invalid_value" } ? null : refusal;
}
