using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-index-reused</c>: In a stream, parallel calls all carry index 0.</summary>
internal sealed class IndexReused : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        foreach (var call in FrameEdit.Calls(frames))
            call["index"] = 0;
    }
}
