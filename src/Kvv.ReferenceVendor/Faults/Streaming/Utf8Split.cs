using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-utf8-split</c>: Characters beyond ASCII arrive in a stream as pairs of U+FFFD.</summary>
internal sealed class Utf8Split : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        FrameEdit.SplitCharacters(frames);
    }
}
