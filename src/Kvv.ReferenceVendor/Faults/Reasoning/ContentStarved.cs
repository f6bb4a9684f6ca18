using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary><c>rc-content-starved</c>: Thinking uses up the room: content is empty and the reason is length.</summary>
internal sealed class ContentStarved : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        (draft.Content, draft.FinishReason) = ("", "length");
    }
}
