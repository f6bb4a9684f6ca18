using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-named-wrong</c>: A named tool is not called; there is prose.</summary>
internal sealed class NamedIgnored : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Choice = new(ToolFreedom.None);
    }
}
