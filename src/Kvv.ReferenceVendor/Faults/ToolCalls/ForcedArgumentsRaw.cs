using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-forced-args-raw-markup</c>: A forced call has markup instead of JSON as arguments.</summary>
internal sealed class ForcedArgumentsRaw : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = CallMarkup.Of([call]);
    }
}
