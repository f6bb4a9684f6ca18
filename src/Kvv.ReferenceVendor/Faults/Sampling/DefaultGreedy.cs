using Kvv.ReferenceVendor.Decoding;
using Kvv.ReferenceVendor.RequestCheck;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-default-greedy</c>: Without a temperature every sample is the same.</summary>
internal sealed class DefaultGreedy : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        if (!scene.Call.Body.Has("temperature", out _))
            sampling.Temperature = 0;
    }
}
