using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-total-timeout-cut</c>: A stream ends when its time is up, though tokens flow. The time is counted in tokens, as at an even speed.</summary>
internal sealed class LongStreamCut : IStreamFault
{
    private const int Tokens = 400;

    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        var sent = 0;
        var end = frames.FindIndex(f => f.IsToken && ++sent > Tokens);
        if (end >= 0)
            frames.RemoveRange(end, frames.Count - end);
    }
}
