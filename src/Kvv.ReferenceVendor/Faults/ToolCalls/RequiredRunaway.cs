using System.Globalization;
using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-required-runaway</c>: A forced call is repeated dozens of times, until length.</summary>
internal sealed class RequiredRunaway : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count == 0)
            return;
        var call = draft.Calls[0];
        for (var i = 1; i < 24; i++)
            draft.Calls.Add(new() { Id = string.Create(CultureInfo.InvariantCulture, $"{call.Id}{i:00}"), Name = call.Name, Arguments = call.Arguments });
        draft.FinishReason = "length";
    }
}
