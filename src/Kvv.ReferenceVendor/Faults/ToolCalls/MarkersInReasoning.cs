using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-markers-in-reasoning</c>: Calls stand in the reasoning between markers; the tool never runs.</summary>
internal sealed class MarkersInReasoning : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Reasoning += CallMarkup.Of(draft.Calls);
        draft.Calls.Clear();
    }
}
