using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary><c>dk-garbage-after-uptime</c>: After a number of requests, answers are random fragments.</summary>
internal sealed class GarbageAfterUptime : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = Gibberish.Of(scene.Dice, 60);
    }
}
