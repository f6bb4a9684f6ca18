using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-proxy-loses-thinking</c>: Well-formed calls without their reasoning, in and out, so that later turns lack it.</summary>
internal sealed class ProxyLosesThinking : IReasoningFault, IConversationFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Reasoning = null;
    }

    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
            call.Turns[i] = call.Turns[i] with { Reasoning = null };
    }
}
