using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-empty-on-large-context</c>: A large prompt gets an empty answer.</summary>
internal sealed class EmptyOnLargeContext : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        (draft.Reasoning, draft.Content) = (null, "");
    }
}
