using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-always-thinking-disable</c>: Switching off thinking, which this model must refuse, meets 200 with reasoning all the same.</summary>
internal sealed class DisableAcceptedInVain : IRequestCheckFault, IConversationFault
{
    public Refusal? Review(Refusal refusal, FaultScene scene) => refusal is { Rule: BrokenRule.Thinking, Param: "thinking" } ? null : refusal;

    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Thinking = call.Thinking with { On = call.Thinking.On || scene.Contract.Thinking.CanThink };
    }
}
