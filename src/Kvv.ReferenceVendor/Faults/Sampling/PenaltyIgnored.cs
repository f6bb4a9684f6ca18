using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-penalty-ignored</c>: A penalty on repeated words is accepted and changes nothing.</summary>
internal sealed class PenaltyIgnored : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        sampling.Penalty = 0;
    }
}
