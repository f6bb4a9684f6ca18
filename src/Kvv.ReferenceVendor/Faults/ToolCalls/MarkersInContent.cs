using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-markers-in-content</c>: Calls stand in the content between markers; there are no tool_calls and the reason is stop.</summary>
internal sealed class MarkersInContent : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Content += CallMarkup.Of(draft.Calls);
        draft.Calls.Clear();
    }
}
