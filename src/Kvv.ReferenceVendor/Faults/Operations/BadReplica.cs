using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Operations;

/// <summary><c>op-sticky-bad-replica</c>: Some connections reach a misconfigured machine, whose every answer is random fragments.</summary>
internal sealed class BadReplica : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        draft.Content = Gibberish.Of(scene.Dice, 60);
    }
}
