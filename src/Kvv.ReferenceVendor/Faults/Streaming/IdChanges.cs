using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-id-changes</c>: Every chunk of a stream has an id of its own.</summary>
internal sealed class IdChanges : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        foreach (var chunk in frames.Select(f => f.Chunk).OfType<JsonObject>())
            chunk["id"] = $"chatcmpl-{scene.Dice.Next():x16}{scene.Dice.Below(int.MaxValue):x8}";
    }
}
