using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-parallel-false-ignored</c>: parallel_tool_calls: false is accepted and several calls come.</summary>
internal sealed class ParallelFalseIgnored : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        call.Parallel = true;
    }
}
