using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-not-streamed</c>: In a stream, all arguments of a call come in one delta.</summary>
internal sealed class ArgumentsInOnePiece : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        FrameEdit.JoinArguments(frames);
    }
}
