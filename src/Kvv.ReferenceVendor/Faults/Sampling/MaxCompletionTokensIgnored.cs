using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-max-completion-tokens-ignored</c>: max_completion_tokens has no effect.</summary>
internal sealed class MaxCompletionTokensIgnored : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        sampling.MaxCompletionTokens = null;
    }
}
