using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-error-not-json</c>: Errors come as plain text instead of a JSON error body.</summary>
internal sealed class ErrorNotJson : IRequestCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal with { Instead = ("text/plain; charset=utf-8", $"Internal proxy error: upstream said {refusal.Status}") };
}
