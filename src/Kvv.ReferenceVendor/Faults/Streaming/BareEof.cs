using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-bare-eof</c>: A stream ends in the middle, without reason and without [DONE].</summary>
internal sealed class BareEof : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        FrameEdit.CutInTheMiddle(frames);
    }
}
