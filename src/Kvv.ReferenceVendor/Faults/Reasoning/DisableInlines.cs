using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-disable-inlines</c>: With thinking off the whole deliberation stands in the content.</summary>
internal sealed class DisableInlines : IReasoningFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Content = "Let me think about this. The request is short, so I should first restate it, then check each part, and only then answer. Wait, let me double-check that. Yes, this holds. " + draft.Content;
    }
}
