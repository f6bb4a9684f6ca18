using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-invalid-json</c>: Arguments lack their last bracket.</summary>
internal sealed class ArgumentsInvalid : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = call.Arguments[..^1];
    }
}
