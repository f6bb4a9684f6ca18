using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-error-instead-of-call</c>: A stream that should carry a call carries an error object after status 200.</summary>
internal sealed class ErrorInsteadOfCall : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        var first = frames.FindIndex(f => f.Delta?.ContainsKey("tool_calls") == true);
        if (first < 0)
            return;
        frames.RemoveRange(first, frames.Count - first);
        frames.Add(FrameEdit.Error("tool_use_failed", "Failed to parse tool call arguments as JSON"));
        frames.Add(SseFrame.Done);
    }
}
