using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>"Reply with only the word X", "reply with exactly: …", "repeat the following text exactly" with a quote, a block or the rest of the message.</summary>
internal sealed partial class VerbatimResponder : IResponder
{
    public Draft? Answer(Scene scene) => Wanted(scene.Ask) is { Length: > 0 } text ? Draft.Saying(text) : null;

    /// <summary>The text the prompt wants back, or <see langword="null"/>.</summary>
    public static string? Wanted(string ask) =>
        Fenced(ask) ?? Group(Quoted().Match(ask)) ?? Colon(ask) ?? Group(Word().Match(ask)) ?? Group(Exactly().Match(ask)) ?? Group(Say().Match(ask)) ?? Group(Chinese().Match(ask));

    private static string? Fenced(string ask) => CopyVerb().IsMatch(ask) ? Group(Fence().Match(ask)) : null;

    private static string? Colon(string ask)
    {
        var rest = Group(AfterColon().Match(ask))?.Trim();
        return rest is [var open, .., var close] && (open, close) is ('"', '"') or ('“', '”') or ('\'', '\'') or ('`', '`') ? rest[1..^1] : rest;
    }

    private static string? Group(Match match) => match.Success ? match.Groups.Cast<Group>().Skip(1).First(g => g.Success).Value : null;

    [GeneratedRegex(@"\b(?:repeat|echo|copy|reproduce|return|output|print|write)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CopyVerb();

    [GeneratedRegex(@"```[^\n]*\n(.*?)\n?```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("""\b(?:repeat|echo|copy|reproduce|return|output|print|write|reply|respond|answer|say)\b[^"“`:?\n]{0,90}?\b(?:exactly|only|just|verbatim|following|word|words|text|string|phrase|line|nothing)\b[^"“`?\n]{0,60}(?:"(.+?)"(?=[\s.,;!?)]|$)|“(.+?)”|`(.+?)`)""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex("""\b(?:repeat|echo|copy|reproduce|return|output|print|write|reply|respond|answer|say)\b[^:?\n]{0,100}?\b(?:exactly|only|just|verbatim|following|word|words|text|string|phrase|line|nothing|this|unchanged)\b[^:?\n]{0,80}:\s*(\S.*)$""", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex AfterColon();

    [GeneratedRegex("""\b(?:reply|respond|answer|say|output|write|return|print)\b[^.?!\n]{0,60}?\bthe\s+(?:single\s+|one\s+)?word\s+([^\s"“.,;:!?]+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?:reply|respond|answer|say|output|write)\b(?:\s+with)?\s+exactly\s+(?!the\b|one\b|two\b|three\b|\d+\s+\w)([^\n]+?)(?:\s+and nothing else)?[.!]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Exactly();

    [GeneratedRegex("""^\s*(?:please\s+|just\s+)?say\s+["“]?([^"”\n]{1,40}?)["”]?[.!]?\s*$""", RegexOptions.IgnoreCase)]
    private static partial Regex Say();

    [GeneratedRegex("(?:只|仅|请)(?:需|要)?(?:回复|回答|输出|重复)(?:一个)?(?:词|字|以下内容)?\\s*[:：]?\\s*[“\"「]?([^”\"」。\\n]{1,200})")]
    private static partial Regex Chinese();
}
