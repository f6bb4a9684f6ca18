using System.Text;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-crlf</c>: Events end with CRLF; legal, and hard on naive readers.</summary>
internal sealed class CarriageReturns : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        for (var i = 0; i < frames.Count; i++)
            frames[i] = new() { Raw = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frames[i].ToBytes()).Replace("\n", "\r\n", StringComparison.Ordinal)), IsToken = frames[i].IsToken };
    }
}
