using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-effort-no-effect</c>: Low and high effort think the same.</summary>
internal sealed class EffortNoEffect : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Thinking = call.Thinking with { Effort = scene.Contract.Thinking.DefaultEffort };
    }
}
