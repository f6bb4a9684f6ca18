using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-malformed-format-500</c>: A broken response_format meets 500 with an empty message instead of 400.</summary>
internal sealed class MalformedFormatCrashes : IRequestCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal.Rule == BrokenRule.ResponseFormat ? refusal with { Status = 500, Message = "", Type = "InternalServerError", Param = null, Code = null } : refusal;
}
