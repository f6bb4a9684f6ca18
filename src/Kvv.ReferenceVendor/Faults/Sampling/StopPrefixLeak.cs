using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-stop-prefix-leak</c>: The first part of a stop string reaches the client of a stream.</summary>
internal sealed class StopPrefixLeak : IGenerationFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        var stop = scene.Call.Sampling.Stop.FirstOrDefault(s => s.Length > 1);
        if (stop is not null && generation.FinishReason == "stop")
            generation.Content.Add(stop[..(stop.Length / 2)]);
    }
}
