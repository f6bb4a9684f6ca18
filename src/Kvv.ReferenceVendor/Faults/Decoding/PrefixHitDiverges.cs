using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-prefix-hit-diverges</c>: The first answer to a long prompt is right, those from a warm cache are degenerate.</summary>
internal sealed class PrefixHitDiverges : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = "the the answer answer is " + Gibberish.Of(scene.Dice, 6);
    }
}
