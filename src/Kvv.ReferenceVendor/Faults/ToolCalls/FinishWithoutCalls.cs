using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-finish-calls-empty</c>: The finish reason is tool_calls, but there is prose and no call.</summary>
internal sealed class FinishWithoutCalls : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count == 0)
            return;
        draft.Calls.Clear();
        draft.Content = "I will look that up for you.";
        draft.FinishReason = "tool_calls";
    }
}
