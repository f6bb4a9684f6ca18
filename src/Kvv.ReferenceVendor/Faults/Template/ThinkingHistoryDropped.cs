using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-thinking-history-dropped</c>: Reasoning of earlier turns has no effect: prompt tokens are the same with and without it.</summary>
internal sealed class ThinkingHistoryDropped : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Reasoning = null };
    }
}
