using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-never-split</c>: With thinking on there is only content; it begins with the deliberation, without tags.</summary>
internal sealed class NeverSplit : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Reasoning is { } reasoning)
            (draft.Reasoning, draft.Content) = (null, reasoning + "\n\n" + draft.Content);
    }
}
