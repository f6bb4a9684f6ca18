using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-lost-when-forced</c>: A forced tool choice loses the reasoning.</summary>
internal sealed class LostWhenForced : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Reasoning = null;
    }
}
