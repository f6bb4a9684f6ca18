using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Quotes what was said before: "what did I say first?", "repeat your previous answer".</summary>
internal sealed partial class EarlierTurnResponder : IResponder
{
    public Draft? Answer(Scene scene)
    {
        if (!Question().IsMatch(scene.Ask))
            return null;
        var role = Yours().IsMatch(scene.Ask) ? "assistant" : System().IsMatch(scene.Ask) ? "system" : "user";
        var earlier = scene.Call.Turns.Where(t => t.Role == role && t.Text.Length > 0 && !ReferenceEquals(t, scene.Call.LastUser)).ToList();
        if (earlier.Count == 0)
            return Draft.Saying("There is no earlier message of that kind in this conversation.");
        return Draft.Saying(First().IsMatch(scene.Ask) ? earlier[0].Text : earlier[^1].Text);
    }

    [GeneratedRegex(@"\b(?:what did (?:i|you) (?:just )?(?:say|write|ask|tell|answer)|(?:repeat|quote)\b[^.?]{0,40}\b(?:previous|last|first|earlier|system)\b[^.?]{0,20}\b(?:message|answer|reply|turn|question|prompt)|what was (?:my|your) (?:first|last|previous|earlier) (?:message|answer|reply|question))", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(?:did you|your|assistant)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Yours();

    [GeneratedRegex(@"\bsystem\b", RegexOptions.IgnoreCase)]
    private static partial Regex System();

    [GeneratedRegex(@"\bfirst\b", RegexOptions.IgnoreCase)]
    private static partial Regex First();
}
