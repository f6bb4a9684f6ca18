using Kvv.ReferenceVendor.Decoding;

namespace Kvv.ReferenceVendor.Faults.Sampling;

/// <summary><c>sa-cap-reports-stop</c>: A reply cut by the cap says stop instead of length.</summary>
internal sealed class CapReportsStop : IGenerationFault
{
    public void Alter(Generation generation, FaultScene scene)
    {
        if (generation.FinishReason == "length")
            generation.FinishReason = "stop";
    }
}
