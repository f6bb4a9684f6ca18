using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-max-tokens-ignored</c>: max_tokens has no effect.</summary>
internal sealed class MaxTokensIgnored : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        sampling.MaxTokens = null;
    }
}
