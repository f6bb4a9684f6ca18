using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-disaggregated-drift</c>: Answers go bad more often the more requests were served, one in two after a hundred.</summary>
internal sealed class DisaggregatedDrift : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Dice.Unit() * 200 >= scene.Facts.Served)
            return;
        draft.Calls.Clear();
        draft.Content = Gibberish.Of(scene.Dice, 30);
    }
}
