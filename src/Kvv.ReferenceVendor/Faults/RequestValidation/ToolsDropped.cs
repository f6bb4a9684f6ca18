using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-tools-silently-dropped</c>: Tools are accepted with 200 and never reach the prompt.</summary>
internal sealed class ToolsDropped : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Tools.Clear();
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Tools = [] };
        call.Choice = new(ToolFreedom.Auto);
    }
}
