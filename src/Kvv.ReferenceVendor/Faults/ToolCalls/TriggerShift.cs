using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary><c>tc-trigger-shift</c>: Half of the prompts that deserve a call get prose.</summary>
internal sealed class TriggerShift : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (draft.Calls.Count == 0)
            return;
        draft.Calls.Clear();
        draft.Content = "I believe I can answer that without looking it up.";
    }
}
