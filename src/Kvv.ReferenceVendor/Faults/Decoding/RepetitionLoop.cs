using Kvv.ReferenceVendor.Mind;

namespace Kvv.ReferenceVendor.Faults.Decoding;

/// <summary>
/// <c>dk-repetition-loop</c>: One sentence is repeated until the cap; or, deep in a conversation with tools, the call of the reply
/// before, once a reply, until whoever carries it out has had enough.
/// </summary>
internal sealed class RepetitionLoop : IDecodingFault
{
    // Two replies have called tools: this is the third.
    private const int Deep = 2;

    public void Alter(Draft draft, FaultScene scene)
    {
        draft.Calls.Clear();
        var turns = scene.Call.Turns;
        var calling = turns.Where(t => t.Calls.Count > 0).ToList();
        if (calling.Count >= Deep && turns.FindLast(t => t.Role != "system")?.Role == "tool")
        {
            draft.Content = "";
            draft.Calls.AddRange(calling[^1].Calls.Select(c => new DraftCall { Name = c.Name, Arguments = c.Arguments }));
            CallIds.Assign(draft, scene.Call, scene.Contract);
            return;
        }

        draft.Content = string.Concat(Enumerable.Repeat("I will now look at the next part of the question. ", 200));
        draft.FinishReason = "length";
    }
}
