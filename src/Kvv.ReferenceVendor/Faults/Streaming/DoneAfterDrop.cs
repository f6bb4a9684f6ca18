using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-done-after-drop</c>: A stream breaks off, then says [DONE] without a reason.</summary>
internal sealed class DoneAfterDrop : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        FrameEdit.CutInTheMiddle(frames);
        frames.Add(SseFrame.Done);
    }
}
