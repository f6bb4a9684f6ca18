using System.Text;
using System.Text.RegularExpressions;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>
/// Plays rehearsed agent tasks, reply by reply, and in the share of tasks that the skill leaves out makes one mistake. It can
/// only use what it sees: an identifier that stands nowhere in the conversation is replaced by one of the same form from the
/// last result, as a model would that reads a wrong history.
/// </summary>
internal sealed partial class RehearsalResponder(Rehearsals rehearsals, double skill, ulong seed) : IResponder
{
    public Draft? Answer(Scene scene)
    {
        var turns = scene.Call.Turns;
        if (turns.Find(t => t.Role == "user") is not { } opening || rehearsals.Find(opening.Text) is not { } rehearsal)
            return null;
        var at = turns.Count(t => t.Role == "assistant");
        var plain = !scene.Call.AllTools.Any();
        if (plain && rehearsal.Shell.Count == 0)
            return null;
        var replies = plain
            ? [.. rehearsal.Shell.Select(c => new RehearsedReply($"```bash\n{c}\n```", []))]
            : WithMistake(rehearsal, StableHash.Of(rehearsal.Opening, seed));
        if (at >= replies.Count)
            return Draft.Saying("That is all I had to do.");
        var reply = replies[at];
        var visible = plain ? null : string.Join('\n', turns.Select(t => t.Text));
        var last = turns.FindLast(t => t.Role == "tool")?.Text ?? "";
        var draft = new Draft { Content = Grounded(reply.Say ?? "", visible, last) };
        draft.Calls.AddRange(reply.Calls.Select(c => new DraftCall { Name = c.Tool, Arguments = Grounded(c.Arguments, visible, last) }));
        return draft;
    }

    /// <summary>The replies of an unlucky task: the last calls are left out, or go to a neighbouring id, or the first ones are made again.</summary>
    private IReadOnlyList<RehearsedReply> WithMistake(Rehearsal rehearsal, ulong hash)
    {
        var last = rehearsal.Replies.ToList().FindLastIndex(r => r.Calls.Count > 0);
        if (StableHash.Unit(hash) < skill || last < 0)
            return rehearsal.Replies;
        var wrong = (StableHash.Mix(hash) % 3) switch
        {
            0 => new RehearsedReply("It is done.", []),
            1 => rehearsal.Replies[last] with { Calls = [.. rehearsal.Replies[last].Calls.Select(c => (c.Tool, Identifier().Replace(c.Arguments, m => m.Value[..^1] + (char)(m.Value[^1] ^ 1))))] },
            _ => rehearsal.Replies.First(r => r.Calls.Count > 0),
        };
        return [.. rehearsal.Replies.Take(last), wrong, .. rehearsal.Replies.Skip(last + 1).Select(r => r with { Say = "It is done." })];
    }

    private static string Grounded(string text, string? visible, string last)
    {
        if (visible is null)
            return text;
        return Identifier().Replace(text, match =>
        {
            if (visible.Contains(match.Value, StringComparison.Ordinal))
                return match.Value;
            var shape = Shape(match.Value);
            return Identifier().Matches(last).FirstOrDefault(m => Shape(m.Value) == shape)?.Value ?? match.Value;
        });
    }

    private static string Shape(string identifier)
    {
        var shape = new StringBuilder(identifier.Length);
        foreach (var c in identifier)
            shape.Append(char.IsAsciiDigit(c) ? '9' : char.IsAsciiLetter(c) ? 'A' : c);
        return shape.ToString();
    }

    [GeneratedRegex(@"\b(?:[A-Z]{1,4}-?\d{2,}[A-Z0-9-]*|\d{5,})\b")]
    private static partial Regex Identifier();
}
