using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-n-ignored</c>: One choice comes back whatever n asks for.</summary>
internal sealed class ChoicesIgnored : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        sampling.N = 1;
    }
}
