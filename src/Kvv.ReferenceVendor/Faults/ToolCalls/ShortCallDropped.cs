using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-one-delta-dropped</c>: In a stream, a call without arguments leaves nothing behind.</summary>
internal sealed class ShortCallDropped : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.RemoveAll(c => c.Arguments.Length <= 2);
    }
}
