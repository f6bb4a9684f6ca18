using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-garbage-always</c>: Every answer is random fragments of many scripts.</summary>
internal sealed class GarbageAlways : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = Gibberish.Of(scene.Dice, 60);
    }
}
