using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-required-ignored</c>: With tool_choice required there is prose and no call.</summary>
internal sealed class RequiredIgnored : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Choice = new(ToolFreedom.None);
    }
}
