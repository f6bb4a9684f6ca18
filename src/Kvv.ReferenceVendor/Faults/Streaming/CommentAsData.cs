using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-comment-as-data</c>: A heartbeat comment arrives as a data payload.</summary>
internal sealed class CommentAsData : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        frames.Insert(1, new() { Raw = "data: : GATEWAY PROCESSING\n\n"u8.ToArray() });
    }
}
