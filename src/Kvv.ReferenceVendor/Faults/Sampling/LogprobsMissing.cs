using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-logprobs-missing</c>: logprobs is asked for and comes back null.</summary>
internal sealed class LogprobsMissing : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        sampling.Logprobs = false;
    }
}
