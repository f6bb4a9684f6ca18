using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-malformed-history-fails</c>: A history with broken call arguments meets 500.</summary>
internal sealed class MalformedHistoryFails : IExtraCheckFault
{
    public Refusal? Examine(JsonElement body, FaultScene scene) => body.Items("messages").SelectMany(m => m.Items("tool_calls")).Any(c => c.Has("function", out var function) && !IsObject(function.Text("arguments")))
        ? new(BrokenRule.Messages, 500, "JSONDecodeError: Expecting value") { Type = "InternalServerError" }
        : null;

    private static bool IsObject(string? arguments) => arguments is not null && ArgumentEdit.TryObject(arguments, out _);
}
