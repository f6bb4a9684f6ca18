using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-tool-chunk-shape</c>: Continuation deltas of a call repeat its id, type and name slot.</summary>
internal sealed class ToolChunkShape : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        var (id, type) = ("", "function");
        foreach (var call in FrameEdit.Calls(frames))
        {
            id = (string?)call["id"] ?? id;
            (call["id"], call["type"]) = (id, type);
        }
    }
}
