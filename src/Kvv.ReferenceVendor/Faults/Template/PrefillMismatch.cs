using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-think-prefill-mismatch</c>: The parser starts on the wrong side of thinking: on, all is content; off, all is reasoning.</summary>
internal sealed class PrefillMismatch : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Reasoning is { } reasoning)
            (draft.Reasoning, draft.Content) = (null, reasoning + "\n" + draft.Content);
        else
            (draft.Reasoning, draft.Content) = (draft.Content, "");
    }
}
