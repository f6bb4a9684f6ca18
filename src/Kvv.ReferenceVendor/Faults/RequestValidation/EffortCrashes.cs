using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-effort-500</c>: An unknown effort meets 500 from the template instead of 400.</summary>
internal sealed class EffortCrashes : IRequestCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal.Rule == BrokenRule.Thinking && refusal.Param?.Contains("effort", StringComparison.Ordinal) == true
        ? refusal with { Status = 500, Message = "chat template failed", Type = "InternalServerError", Param = null }
        : refusal;
}
