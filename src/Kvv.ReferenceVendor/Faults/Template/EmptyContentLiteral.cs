using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-empty-content-literal</c>: An empty history turn is rendered as a printed list of parts: more prompt tokens.</summary>
internal sealed class EmptyContentLiteral : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
        {
            if (call.Turns[i] is { Text.Length: 0, Role: "assistant" or "tool" } turn)
                call.Turns[i] = turn with { Text = "[{'type': 'text', 'text': ''}]" };
        }
    }
}
