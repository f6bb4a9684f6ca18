using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-done-missing</c>: A stream ends without [DONE].</summary>
internal sealed class DoneMissing : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        frames.RemoveAll(f => f.IsDone);
    }
}
