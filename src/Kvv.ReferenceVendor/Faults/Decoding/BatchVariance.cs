using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-batch-variance</c>: Under load, answers at temperature 0 differ from run to run.</summary>
internal sealed class BatchVariance : IDecodingFault
{
    private static readonly string[] Endings = ["", " Indeed.", " That is all.", " So it is.", " In short."];

    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.Sampling.Temperature <= 0)
            draft.Content += scene.Dice.Pick(Endings);
    }
}
