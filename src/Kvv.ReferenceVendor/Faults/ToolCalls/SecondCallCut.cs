using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-truncated-bundle</c>: In a stream, the second of two calls has cut arguments.</summary>
internal sealed class SecondCallCut : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls.Skip(1))
            call.Arguments = call.Arguments[..(call.Arguments.Length / 2)];
    }
}
