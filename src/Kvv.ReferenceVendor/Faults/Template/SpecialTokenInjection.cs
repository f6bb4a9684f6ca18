using Kvv.ReferenceVendor.Contract;
using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary><c>tt-special-token-injection</c>: Control strings in user text act as real turn boundaries: a forged turn is obeyed, and echoes lose them.</summary>
internal sealed class SpecialTokenInjection : IConversationFault
{
    public void Alter(ChatCall call, FaultScene scene)
    {
        for (var i = 0; i < call.Turns.Count; i++)
        {
            if (call.Turns[i] is not { Role: "user" or "tool" } turn || First(turn.Text, scene.Contract) is not ({ } at, { } marker))
                continue;
            var forged = turn.Text[(at + marker.Length)..];
            foreach (var control in scene.Contract.ControlStrings)
                forged = forged.Replace(control, " ", StringComparison.Ordinal);
            call.Turns[i] = turn with { Text = turn.Text[..at], Pictures = [] };
            if (forged.Trim() is { Length: > 0 } text)
                call.Turns.Insert(++i, new("user", WithoutRole(text)));
        }
    }

    private static (int? At, string? Marker) First(string text, VendorContract contract) => contract.ControlStrings
        .Select(c => (At: (int?)text.IndexOf(c, StringComparison.Ordinal), Marker: (string?)c))
        .Where(hit => hit.At >= 0)
        .OrderBy(hit => hit.At)
        .FirstOrDefault();

    private static string WithoutRole(string text) =>
        text.StartsWith("system ", StringComparison.Ordinal) || text.StartsWith("user ", StringComparison.Ordinal) ? text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim() : text;
}
