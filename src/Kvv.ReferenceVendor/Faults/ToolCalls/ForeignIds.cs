using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-id-foreign</c>: Call ids are random words instead of the model's own form.</summary>
internal sealed class ForeignIds : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        foreach (var call in draft.Calls)
            call.Id = $"chatcmpl-tool-{scene.Dice.Next():x16}";
    }
}
