using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-index-missing</c>: In a stream, calls carry no index.</summary>
internal sealed class IndexMissing : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        foreach (var call in FrameEdit.Calls(frames))
            call.Remove("index");
    }
}
