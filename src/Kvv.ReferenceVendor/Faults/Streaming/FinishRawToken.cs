using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Streaming;

/// <summary><c>sw-finish-raw-token</c>: The finish reason is the engine's stop token instead of stop.</summary>
internal sealed class FinishRawToken : IGenerationFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        if (generation.FinishReason == "stop")
            generation.FinishReason = "stop_163586";
    }
}
