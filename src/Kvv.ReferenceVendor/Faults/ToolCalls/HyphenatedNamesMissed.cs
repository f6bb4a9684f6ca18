using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-name-charset</c>: Calls of tools with a hyphen in the name stay in the content as markup.</summary>
internal sealed class HyphenatedNamesMissed : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        var missed = draft.Calls.Where(c => c.Name.Contains('-', StringComparison.Ordinal)).ToList();
        draft.Content += CallMarkup.Of(missed);
        draft.Calls.RemoveAll(missed.Contains);
    }
}
