using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-markup-in-args</c>: In a stream, the closing marker sticks to the arguments.</summary>
internal sealed class MarkupInArguments : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments += "<|tool_call_end|>";
    }
}
