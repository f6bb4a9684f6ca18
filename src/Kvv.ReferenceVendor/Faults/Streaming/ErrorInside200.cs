using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-error-inside-200</c>: In the middle of a stream with status 200 stands an error object.</summary>
internal sealed class ErrorInside200 : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        FrameEdit.CutInTheMiddle(frames);
        frames.Add(FrameEdit.Error("server_error", "upstream connection reset"));
        frames.Add(SseFrame.Done);
    }
}
