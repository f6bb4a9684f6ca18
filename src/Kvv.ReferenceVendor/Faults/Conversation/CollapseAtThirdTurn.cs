using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-collapse-at-turn-3</c>: From the third turn on, calls stand in the content between markers.</summary>
internal sealed class CollapseAtThirdTurn : IToolCallFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Content += CallMarkup.Of(draft.Calls);
        draft.Calls.Clear();
    }
}
