using Kvv.ReferenceVendor.Mind;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-double-encoded</c>: Arguments are a JSON string that holds the JSON.</summary>
internal sealed class ArgumentsDoubleEncoded : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = JsonText.Quote(call.Arguments);
    }
}
