using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-finish-stop</c>: Calls are present and the finish reason is stop.</summary>
internal sealed class FinishStop : IGenerationFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        if (generation.FinishReason == "tool_calls")
            generation.FinishReason = "stop";
    }
}
