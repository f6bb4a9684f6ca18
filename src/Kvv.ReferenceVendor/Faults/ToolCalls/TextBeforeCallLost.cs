using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-text-before-call-lost</c>: In a stream, words before a call are missing.</summary>
internal sealed class TextBeforeCallLost : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count > 0)
            draft.Content = "";
    }
}
