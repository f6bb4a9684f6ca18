using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-stop-tail-leak</c>: After a stop string, marker debris ends the content of a stream.</summary>
internal sealed class StopTailLeak : IGenerationFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        if (scene.Call.Sampling.Stop.Count > 0 && generation.FinishReason == "stop")
            generation.Content.Add("ep|>");
    }
}
