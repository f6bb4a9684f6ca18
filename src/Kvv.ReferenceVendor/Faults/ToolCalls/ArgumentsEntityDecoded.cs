using System.Net;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-args-entity-decoded</c>: HTML entities in arguments are decoded.</summary>
internal sealed class ArgumentsEntityDecoded : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Arguments = ArgumentEdit.Texts(call.Arguments, t => WebUtility.HtmlDecode(t));
    }
}
