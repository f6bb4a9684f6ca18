using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Conversation;

/// <summary><c>ml-thinks-then-stops</c>: After a tool result: reasoning, then stop, with neither content nor call.</summary>
internal sealed class ThinksThenStops : IDecodingFault
{
    public void Alter(Draft draft, FaultScene scene)
    {
        if (scene.Call.Turns.FindLast(t => t.Role != "system")?.Role != "tool")
            return;
        draft.Calls.Clear();
        draft.Content = "";
    }
}
