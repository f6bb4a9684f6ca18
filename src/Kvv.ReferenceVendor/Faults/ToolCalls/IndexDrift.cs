using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-index-drift</c>: In a stream, continuation deltas carry a new index each.</summary>
internal sealed class IndexDrift : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        var next = 0;
        foreach (var call in FrameEdit.Calls(frames))
            call["index"] = next++;
    }
}
