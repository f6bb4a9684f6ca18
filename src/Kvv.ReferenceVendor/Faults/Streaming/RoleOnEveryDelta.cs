using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-role-wrong</c>: Every delta of a stream carries the role.</summary>
internal sealed class RoleOnEveryDelta : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        foreach (var delta in frames.Select(f => f.Delta).OfType<JsonObject>())
            delta["role"] = "assistant";
    }
}
