using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-close-tag-in-content</c>: Content holds the deliberation, the closing think tag and then the answer.</summary>
internal sealed class CloseTagInContent : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Reasoning is { } reasoning)
            (draft.Reasoning, draft.Content) = (null, $"{reasoning} {scene.Contract.ThinkClose} {draft.Content}");
    }
}
