using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-ignored-without-thinking</c>: With thinking off the schema is not followed.</summary>
internal sealed class IgnoredWithoutThinking : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Shape = ResponseShape.Text;
    }
}
