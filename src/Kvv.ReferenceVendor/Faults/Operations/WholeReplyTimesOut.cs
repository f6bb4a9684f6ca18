using Kvv.ReferenceVendor.RequestCheck;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-nonstream-504</c>: A long reply that is not streamed meets 504 from the edge.</summary>
internal sealed class WholeReplyTimesOut : IReplyFault
{
    public void Alter(ChatReply reply, FaultScene scene)
    {
        reply.Lost = new(BrokenRule.Outage, 504, "upstream request timeout") { Instead = ("text/html", "<html><body><h1>504 Gateway Time-out</h1></body></html>") };
    }
}
