using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-answer-in-reasoning</c>: With thinking off the answer comes in the reasoning field and content is empty.</summary>
internal sealed class AnswerInReasoning : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        (draft.Reasoning, draft.Content) = (draft.Content, "");
    }
}
