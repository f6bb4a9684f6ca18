using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-seed-ignored-in-batch</c>: Beside other requests a seeded request no longer repeats.</summary>
internal sealed class SeedIgnoredInBatch : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        sampling.Seed = null;
    }
}
