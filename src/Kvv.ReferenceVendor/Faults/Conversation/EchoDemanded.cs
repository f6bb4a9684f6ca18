using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-echo-400</c>: A tool turn that comes back without its reasoning meets 400.</summary>
internal sealed class EchoDemanded : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Items("messages").Any(m => m.Items("tool_calls").Any() && string.IsNullOrEmpty(m.Text("reasoning_content")))
        ? Refusal.Bad(BrokenRule.Thinking, "thinking is enabled but reasoning_content is missing in assistant tool call message", "messages", "missing_reasoning")
        : null;
}
