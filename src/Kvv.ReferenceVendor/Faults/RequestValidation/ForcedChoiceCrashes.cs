using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-forced-choice-thinking-500</c>: A forced tool choice with thinking on meets 500.</summary>
internal sealed class ForcedChoiceCrashes : IRequestCheckFault, IExtraCheckFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal.Rule == BrokenRule.ToolChoice && Forced(scene) ? Crash() : refusal;

    public Refusal? Examine(JsonElement body, FaultScene scene) => Forced(scene) ? Crash() : null;

    private static bool Forced(FaultScene scene) => scene.Facts is { Thinking: true, ToolChoice: "required" or "named" };

    private static Refusal Crash() => new(BrokenRule.ToolChoice, 500, "list index out of range") { Type = "InternalServerError" };
}
