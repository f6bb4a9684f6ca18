using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-final-answer-dropped</c>: Content is a think block and nothing after it.</summary>
internal sealed class FinalAnswerDropped : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Reasoning is { } reasoning)
            (draft.Reasoning, draft.Content) = (null, scene.Contract.ThinkOpen + reasoning + scene.Contract.ThinkClose);
    }
}
