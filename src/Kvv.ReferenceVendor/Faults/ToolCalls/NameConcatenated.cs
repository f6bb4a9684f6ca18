using System.Text.Json.Nodes;
using Kvv.ReferenceVendor.Writer;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-name-concatenated</c>: In a stream, the name comes with every delta, so joining doubles it.</summary>
internal sealed class NameConcatenated : IStreamFault
{
    public void Alter(List<SseFrame> frames, FaultScene scene)
    {
        var name = "";
        foreach (var function in FrameEdit.Calls(frames).Select(c => c["function"]).OfType<JsonObject>())
        {
            name = (string?)function["name"] ?? name;
            function["name"] = name;
        }
    }
}
