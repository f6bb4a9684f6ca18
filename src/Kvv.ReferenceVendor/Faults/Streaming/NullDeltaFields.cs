using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-null-delta-fields</c>: Every delta carries the fields it does not use, as null.</summary>
internal sealed class NullDeltaFields : IStreamFault
{
    private static readonly string[] Fields = ["content", "reasoning_content", "tool_calls"];

    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        foreach (var delta in frames.Select(f => f.Delta).OfType<JsonObject>())
        {
            foreach (var name in Fields.Where(n => !delta.ContainsKey(n)))
                delta[name] = null;
        }
    }
}
