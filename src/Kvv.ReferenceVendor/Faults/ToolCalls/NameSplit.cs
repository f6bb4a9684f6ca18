using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-name-split</c>: In a stream, a function name arrives in two deltas.</summary>
internal sealed class NameSplit : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        FrameEdit.SplitNames(frames);
    }
}
