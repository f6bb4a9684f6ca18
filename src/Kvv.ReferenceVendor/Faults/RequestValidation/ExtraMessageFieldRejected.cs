using System.Text.Json;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-extra-message-field</c>: A message member outside a fixed list meets 400.</summary>
internal sealed class ExtraMessageFieldRejected : IExtraCheckFault
{
    private static readonly string[] Known = ["role", "content", "name", "tool_calls", "tool_call_id"];

    public Refusal? Examine(JsonElement body, FaultScene scene)
    {
        var extra = body.Items("messages").SelectMany(m => m.EnumerateObject()).Select(p => p.Name).FirstOrDefault(n => !Known.Contains(n));
        return extra is null ? null : Refusal.Bad(BrokenRule.Messages, $"Extra inputs are not permitted: {extra}", "messages", "extra_forbidden");
    }
}
