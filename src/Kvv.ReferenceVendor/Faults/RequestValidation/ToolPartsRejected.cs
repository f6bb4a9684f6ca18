using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-tool-parts-rejected</c>: A tool message whose content is an array of parts meets 400.</summary>
internal sealed class ToolPartsRejected : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Items("messages").Any(m => m.Text("role") == "tool" && m.Has("content", out var content) && content.ValueKind == JsonValueKind.Array)
        ? Refusal.Bad(BrokenRule.Content, "tool content must be a string.", "messages", "invalid_type")
        : null;
}
