using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-result-mixup</c>: Tool results are matched to the wrong call: each call gets the first result.</summary>
internal sealed class ResultMixup : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        var first = call.Turns.Find(t => t.Role == "tool");
        for (var i = 0; first is not null && i < call.Turns.Count; i++)
        {
            if (call.Turns[i].Role == "tool")
                call.Turns[i] = call.Turns[i] with { Text = first.Text };
        }
    }
}
