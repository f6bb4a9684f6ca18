using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-empty-deltas-under-load</c>: Under load, streamed calls are empty lists while the reason says tool_calls.</summary>
internal sealed class EmptyDeltasUnderLoad : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        foreach (var delta in frames.Select(f => f.Delta).OfType<JsonObject>().Where(d => d.ContainsKey("tool_calls")))
            delta["tool_calls"] = new JsonArray();
    }
}
