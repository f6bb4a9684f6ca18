using System.Globalization;
using Kvv.ReferenceVendor.Text;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Answers questions of the key, rightly in the share of cases that the skill says.</summary>
internal sealed class AnswerKeyResponder(AnswerKey key, double skill, ulong seed) : IResponder
{
    public Draft? Answer(Scene scene)
    {
        if (key.Find(scene.Ask) is not { } answer)
            return null;
        // The content hash leaves seed and delivery out: every epoch and both modes of one question fare alike.
        var luck = StableHash.Unit(StableHash.Combine(StableHash.Of(answer.Question, seed), scene.Call.ContentHash));
        return Draft.Saying(luck < skill ? answer.Reply : answer.Wrong ?? Perturb(answer.Reply));
    }

    /// <summary>A near miss: the last number changed by one, or the last option letter moved on, or a refusal to commit.</summary>
    private static string Perturb(string reply)
    {
        var end = reply.Length - 1;
        while (end >= 0 && !char.IsAsciiLetterOrDigit(reply[end]))
            end--;
        if (end < 0)
            return "I am not sure.";
        if (char.IsAsciiDigit(reply[end]))
            return reply[..end] + ((reply[end] - '0' + 1) % 10).ToString(CultureInfo.InvariantCulture) + reply[(end + 1)..];
        var alone = end == 0 || !char.IsAsciiLetter(reply[end - 1]);
        return alone && char.IsAsciiLetterUpper(reply[end])
            ? reply[..end] + (char)('A' + (reply[end] - 'A' + 1) % 4) + reply[(end + 1)..]
            : "I am not sure.";
    }
}
