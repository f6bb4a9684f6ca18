using Kvv.ReferenceVendor.Conversation;
using Kvv.ReferenceVendor.Prompt;

namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary><c>rv-silent-truncation</c>: An over-long prompt loses its head, with 200 and a prompt count near 2048.</summary>
internal sealed class SilentTruncation : IConversationFault
{
    private const int Kept = 2048;

    public void Alter(ChatCall call, FaultScene scene)
    {
        var room = Kept;
        for (var i = call.Turns.Count - 1; i >= 0; i--)
        {
            var turn = call.Turns[i];
            var tokens = VendorTokenizer.Split(turn.Text);
            call.Turns[i] = turn with { Text = string.Concat(tokens.Skip(Math.Max(0, tokens.Count - room))), Pictures = [] };
            room = Math.Max(0, room - tokens.Count);
        }

        call.Turns.RemoveAll(t => t.Text.Length == 0 && t.Calls.Count == 0 && t.Tools.Count == 0 && t.Role != "tool");
    }
}
