using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-field-renamed</c>: Reasoning arrives under the other field name.</summary>
internal sealed class FieldRenamed : IReplyFault
{
    public void Alter(ChatReply reply, FaultScene scene)
    {
        reply.ReasoningField = reply.ReasoningField == "reasoning" ? "reasoning_content" : "reasoning";
    }
}
