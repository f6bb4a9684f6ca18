using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-dynamic-tools-dropped</c>: Tools declared inside a system message are ignored with 200.</summary>
internal sealed class DynamicToolsDropped : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Tools = [] };
        if (call.Tools.Count == 0)
            call.Choice = new(ToolFreedom.Auto);
    }
}
