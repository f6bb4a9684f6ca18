using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-large-args-lost</c>: Arguments over 8 KB break off.</summary>
internal sealed class LargeArgumentsLost : IToolCallFault
{
    private const int Limit = 8192;

    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls.Where(c => c.Arguments.Length > Limit))
            call.Arguments = call.Arguments[..Limit];
    }
}
