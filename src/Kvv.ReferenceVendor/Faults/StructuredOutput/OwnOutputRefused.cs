using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-own-output-400</c>: A forced call meets 400 with a complaint about the model's own text.</summary>
internal sealed class OwnOutputRefused : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Items("tools").Any()
        ? Refusal.Bad(BrokenRule.ToolChoice, "1 validation error for list[function-wrap]: Invalid JSON: expected value at line 1 column 1, input 'I will call the tool'", null)
        : null;
}
