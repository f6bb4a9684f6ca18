using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-disable-ignored</c>: The off switch is accepted and reasoning comes all the same.</summary>
internal sealed class DisableIgnored : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        if (scene.Contract.Thinking.CanThink)
            call.Thinking = call.Thinking with { On = true, Effort = scene.Contract.Thinking.DefaultEffort };
    }
}
