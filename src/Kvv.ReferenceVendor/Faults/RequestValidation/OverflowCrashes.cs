using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-overflow-500</c>: A prompt and cap over the window meet 500 instead of 400.</summary>
internal sealed class OverflowCrashes : IRequestCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal.Rule == BrokenRule.Window ? refusal with { Status = 500, Type = "InternalServerError", Param = null } : refusal;
}
