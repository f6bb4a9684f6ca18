using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-none-ignored</c>: With tool_choice none the model calls all the same.</summary>
internal sealed class NoneIgnored : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Choice = new(ToolFreedom.Auto);
    }
}
