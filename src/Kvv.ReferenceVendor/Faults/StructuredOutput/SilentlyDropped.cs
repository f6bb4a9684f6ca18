using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.StructuredOutput;

/// <summary><c>so-silently-dropped</c>: A response format is accepted with 200 and prose comes back.</summary>
internal sealed class SilentlyDropped : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Shape = ResponseShape.Text;
    }
}
