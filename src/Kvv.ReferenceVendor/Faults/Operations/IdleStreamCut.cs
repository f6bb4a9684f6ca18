using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-idle-timeout-cut</c>: A stream is dropped while the model thinks; the silence before it is not waited for.</summary>
internal sealed class IdleStreamCut : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        var thought = frames.FindIndex(f => f.Delta?.Any(m => m.Key.StartsWith("reasoning", StringComparison.Ordinal) && m.Value is not null) == true);
        if (thought >= 0)
            frames.RemoveRange(thought + 1, frames.Count - thought - 1);
    }
}
