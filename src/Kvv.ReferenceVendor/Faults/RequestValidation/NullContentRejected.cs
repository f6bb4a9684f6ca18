using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-null-content-rejected</c>: A history turn with tool calls and null, absent or empty content meets 400.</summary>
internal sealed class NullContentRejected : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Items("messages").Any(m => m.Items("tool_calls").Any() && (!m.Has("content", out var content) || (content.ValueKind == JsonValueKind.String && content.GetString()!.Length == 0)))
        ? Refusal.Bad(BrokenRule.Content, "content must be a string.", "messages", "invalid_type")
        : null;
}
