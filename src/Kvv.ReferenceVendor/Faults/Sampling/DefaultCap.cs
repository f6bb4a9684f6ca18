using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-default-cap-16</c>: Without a cap every reply ends at 16 tokens with length.</summary>
internal sealed class DefaultCap : ISamplingFault
{
    public void Alter(SamplingSettings sampling, FaultScene scene)
    {
        if (sampling.Cap is null)
            sampling.MaxTokens = 16;
    }
}
