using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-empty-event</c>: A keep-alive makes an event with empty data.</summary>
internal sealed class EmptyEvent : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        frames.Insert(1, new() { Raw = "id: 1\ndata:\n\n"u8.ToArray() });
    }
}
