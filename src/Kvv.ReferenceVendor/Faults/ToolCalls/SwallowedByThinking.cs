using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-swallowed-unclosed-think</c>: Reasoning ends with the intent to call; no call, no content, reason stop.</summary>
internal sealed class SwallowedByThinking : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count > 0)
            (draft.Reasoning, draft.Content) = (draft.Reasoning + " I will call the tool now.", "");
        draft.Calls.Clear();
    }
}
