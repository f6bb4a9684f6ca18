using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Usage;

/// <summary><c>ua-stream-usage-missing</c>: A stream carries no usage though it was asked for.</summary>
internal sealed class StreamUsageMissing : IReplyFault
{
    public void Alter(ChatReply reply, FaultScene scene)
    {
        reply.Usage = null;
        for (var i = 0; i < reply.ChoiceUsage.Count; i++)
            reply.ChoiceUsage[i] = null;
    }
}
