using System.Text;
using System.Text.RegularExpressions;

namespace Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;

/// <summary>
/// Finds the letter that a reply settles on. The last readable declaration counts ("Answer: C", "the correct option is (C)",
/// "答案：C"), else a boxed letter, else a last line that is a letter or an option, else the only option that the reply names
/// in parentheses. A reply that names two, or none, is not parsed: nothing is guessed.
/// </summary>
internal static partial class ChoiceExtraction
{
    // A reply is hostile input: what is looked at stays bounded. Nobody settles on an option in more words, or so often.
    private const int LongestTail = 400;
    private const int MostDeclarations = 40;

    /// <summary>The letter, or <see langword="null"/> when the reply settles on none or on several.</summary>
    /// <param name="reply">The reply's content.</param>
    /// <param name="options">The options, A first, at most 26.</param>
    public static string? Extract(string reply, IReadOnlyList<string> options)
    {
        var text = Plain(reply);
        var declarations = Declaration().Matches(text);
        for (var i = declarations.Count - 1; i >= Math.Max(0, declarations.Count - MostDeclarations); i--)
        {
            var start = declarations[i].Index + declarations[i].Length;
            var reading = Tail(text.Substring(start, Math.Min(LongestTail, text.Length - start)), options);
            if (reading.IsConflict)
                return null;
            if (reading.Letter is { } letter)
                return letter;
        }

        return Boxed(text, options) ?? LastLine(text, options) ?? Named(text, options);
    }

    /// <summary>Without markup that only dresses letters up: bold, code, dollar signs, <c>\text{…}</c>; wide letters made narrow.</summary>
    private static string Plain(string reply)
    {
        var text = Dress().Replace(Narrow(reply), "$1");
        return Markup().Replace(text, "");
    }

    private static string Narrow(string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var c in text)
            narrow.Append(c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c);
        return narrow.ToString();
    }

    /// <summary>What follows a declaration, up to the end of its line, or the next line when nothing else stands on it.</summary>
    private static Reading Tail(string rest, IReadOnlyList<string> options)
    {
        var line = rest.TrimStart().Split('\n')[0].Trim();
        if (line.Length == 0 || Negation().IsMatch(line))
            return default;
        if (Head().Match(line) is { Success: true } head && IsOption(head.Groups["letter"].Value.ToUpperInvariant(), options))
        {
            var letter = head.Groups["letter"].Value.ToUpperInvariant();
            var after = line[head.Length..];
            if (Also().Match(after) is { Success: true } also && IsOption(also.Groups["letter"].Value, options) && also.Groups["letter"].Value != letter)
                return new(null, true);
            if (!IsArticle(head.Groups["letter"].Value, after))
                return new(letter, false);
        }

        if (Pair().Matches(line).Any(p => IsOption(p.Groups["letter"].Value, options) && IsOption(p.Groups["other"].Value, options)))
            return new(null, true);
        var named = Mention().Matches(line).Select(m => m.Groups["letter"].Value).Where(l => IsOption(l, options)).Distinct().ToList();
        return named.Count switch
        {
            1 => new(named[0], false),
            > 1 => new(null, true),
            _ => new(OptionText(line, options), false),
        };
    }

    /// <summary>"A" and "I" before a word in small letters may be words of the sentence.</summary>
    private static bool IsArticle(string letter, string after) => letter is "A" or "I" && ArticleTail().IsMatch(after);

    private static string? Boxed(string text, IReadOnlyList<string> options) =>
        Box().Matches(text).Select(m => m.Groups["letter"].Value.ToUpperInvariant()).LastOrDefault(l => IsOption(l, options));

    private static string? LastLine(string text, IReadOnlyList<string> options)
    {
        var trimmed = text.TrimEnd();
        var line = trimmed[(trimmed.LastIndexOf('\n') + 1)..].Trim();
        if (line.Length is 0 or > LongestTail)
            return null;
        if (Alone().Match(line) is { Success: true } alone && IsOption(alone.Groups["letter"].Value.ToUpperInvariant(), options))
            return alone.Groups["letter"].Value.ToUpperInvariant();
        if (Listed().Match(line) is { Success: true } listed && IsOption(listed.Groups["letter"].Value, options)
            && Normal(options[listed.Groups["letter"].Value[0] - 'A']) == Normal(listed.Groups["text"].Value))
            return listed.Groups["letter"].Value;
        var same = options.Select((o, i) => (Text: Normal(o), Letter: Letter(i))).Where(o => o.Text.Length > 0 && o.Text == Normal(line)).ToList();
        return same.Count == 1 ? same[0].Letter : null;
    }

    private static string? Named(string text, IReadOnlyList<string> options)
    {
        var named = Parenthesised().Matches(text).Select(m => m.Groups["letter"].Value).Where(l => IsOption(l, options)).Distinct().ToList();
        return named.Count == 1 ? named[0] : null;
    }

    /// <summary>The only option whose text the line consists of, or holds; of nested ones the longest.</summary>
    private static string? OptionText(string line, IReadOnlyList<string> options)
    {
        var said = $" {Normal(line)} ";
        var held = options.Select((o, i) => (Text: Normal(o), Letter: Letter(i))).Where(o => o.Text.Length > 0 && said.Contains($" {o.Text} ", StringComparison.Ordinal)).ToList();
        held.RemoveAll(o => held.Exists(other => other.Text.Length > o.Text.Length && $" {other.Text} ".Contains($" {o.Text} ", StringComparison.Ordinal)));
        return held.Count == 1 ? held[0].Letter : null;
    }

    private static bool IsOption(string letter, IReadOnlyList<string> options) => letter.Length == 1 && letter[0] >= 'A' && letter[0] < 'A' + options.Count;

    private static string Letter(int index) => ((char)('A' + index)).ToString();

    private static string Normal(string text) => Blank().Replace(Plain(text).ToLowerInvariant(), " ").Trim();

    /// <summary>What a declaration says: a letter, several, or nothing readable.</summary>
    private readonly record struct Reading(string? Letter, bool IsConflict);

    // "answer", "option", "choice" followed by a colon or a verb; "答案" followed by a colon, 是, 为 or 选. "I choose" and "select".
    [GeneratedRegex(@"\b(?:answers?|(?:correct|right|best|final)\s+(?:answer|option|choice|statement)|option|choice)\b(?:\s*\([^()\n]{2,40}\))?\s*(?:(?:is|are|should\s+be|must\s+be|would\s+be|will\s+be|was|=)\b?\s*:?|:)|答案(?:应该|应当|应)?(?:\s*[::]|是|为|选)+\s*[::]?|(?:应选|故选|所以选|因此选|选择)\s*[::]?|\bI\s+(?:\w+\s+)?(?:choose|select|pick|go\s+with)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\A(?:the\s+)?(?:(?:correct|right|best)\s+)?(?:option|choice|answer|letter|选项)?\s*[\(\[\{""'“‘「:]*\s*(?:\\boxed\s*\{)?\s*[\(\[]?(?<letter>[A-Z]|[a-z](?=\s*[\)\]\}\.]*\s*\z))(?!['’]?[A-Za-z0-9]|[_^])", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"\A[\)\]\}\.""'”’」]*\s*(?:,|/|;|&|\bor\b|\band\b|或|和|、)\s*(?:also\s+|possibly\s+|option\s+|maybe\s+)?[\(\[]?(?<letter>[A-Z])(?![A-Za-z0-9'’])")]
    private static partial Regex Also();

    [GeneratedRegex(@"(?:\b[Oo]ption|\b[Cc]hoice|\b[Ll]etter|\b[Aa]nswer|选项)\s*[\(\[:]?\s*(?<letter>[A-Z])(?![A-Za-z0-9'’])|[\(\[](?<letter>[A-Z])[\)\]]|(?<![A-Za-z0-9'’])(?<letter>[B-HJ-Z])(?:\.(?!\w)|\)|\s*\z)")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![A-Za-z0-9'’])[\(\[]?(?<letter>[A-Z])[\)\]]?\s*(?:,|/|&|\bor\b|\band\b|或|和|、)\s*[\(\[]?(?<other>[A-Z])(?![A-Za-z0-9'’])")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\A\s+(?!because\b|since\b|as\b|is\b|for\b|due\b|based\b|with\b|which\b|given\b|\()[a-z]")]
    private static partial Regex ArticleTail();

    [GeneratedRegex(@"\A(?:not|n't|neither|unclear|unknown|unsure)", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\\(?:boxed|fbox)\s*\{\s*[\(\[]?(?<letter>[A-Za-z])[\)\]]?\s*(?:[\.:\)][^{}\n]*)?\}")]
    private static partial Regex Box();

    [GeneratedRegex(@"\A[\(\[""']*(?<letter>[A-Za-z])[\)\]\.""':!]*\z")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\A[\(\[]?(?<letter>[A-Z])[\)\]\.:]+\s+(?<text>.+)\z")]
    private static partial Regex Listed();

    [GeneratedRegex(@"\((?<letter>[A-Z])\)")]
    private static partial Regex Parenthesised();

    [GeneratedRegex(@"\\(?:text|textbf|mathrm|mathbf|rm|bf)\s*\{([^{}]*)\}")]
    private static partial Regex Dress();

    [GeneratedRegex(@"\*\*|__|`|\$|<[^<>\n]{1,20}>|^\s*#+\s*|(?<=^|\s)\*(?=\S)|(?<=\S)\*(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[^\p{L}\p{N}%.+\-]+|\.(?!\d)")]
    private static partial Regex Blank();
}
