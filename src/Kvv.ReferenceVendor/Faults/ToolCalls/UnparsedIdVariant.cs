using System.Globalization;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-id-unparsed-variant</c>: Once the history holds calls, the next call comes as raw markup with a mangled id.</summary>
internal sealed class UnparsedIdVariant : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.PastCalls == 0)
            return;
        foreach (var call in draft.Calls)
            call.Id = string.Create(CultureInfo.InvariantCulture, $"functions_{call.Name}_{scene.Call.PastCalls}");
        draft.Content += CallMarkup.Of(draft.Calls);
        draft.Calls.Clear();
    }
}
