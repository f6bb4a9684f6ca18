using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-garbage-past-length</c>: Beyond a prompt length, answers are random fragments.</summary>
internal sealed class GarbagePastLength : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = Gibberish.Of(scene.Dice, 60);
    }
}
