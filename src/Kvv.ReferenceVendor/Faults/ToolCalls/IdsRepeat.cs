using System.Globalization;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-id-repeats-across-turns</c>: Ids count within the turn, so later turns repeat them.</summary>
internal sealed class IdsRepeat : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        for (var i = 0; i < draft.Calls.Count; i++)
            draft.Calls[i].Id = string.Create(CultureInfo.InvariantCulture, $"{draft.Calls[i].Name}:{i}");
    }
}
