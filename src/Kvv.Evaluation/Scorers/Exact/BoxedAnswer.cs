using System.Text.RegularExpressions;

namespace Kvv.Evaluation.Scorers.Exact;

/// <summary>
/// Finds the final answer in a solution: the content of the last closed <c>\boxed{…}</c>, the innermost where boxes are nested;
/// without any box what follows the last "answer is", "Answer:" or "答案是", up to the end of that sentence; a reply that is
/// nothing but a number is that number. A box that is never closed is no answer: the text was cut inside it. Linear in the
/// length of the text.
/// </summary>
public static partial class BoxedAnswer
{
    // An answer is short; what is longer is a derivation in a box, or an attack on the reader.
    private const int Longest = 400;

    /// <summary>The answer as written, or <see langword="null"/> when there is none.</summary>
    /// <param name="text">The content of a reply.</param>
    public static string? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LastBox(text) ?? LastStatement(text) ?? Alone(text);
    }

    private static string? LastBox(string text)
    {
        var marks = Box().Matches(text);
        for (var i = marks.Count - 1; i >= 0; i--)
        {
            var open = marks[i].Index + marks[i].Length;
            if (marks[i].ValueSpan[^1] != '{')
                return marks[i].Groups["bare"].Value;
            if (Closed(text, open) is not { } end)
                continue;
            var inside = text[open..end].Trim();
            if (inside.Length > 0)
                return inside;
        }

        return null;
    }

    /// <summary>The place of the brace that closes the one before <paramref name="open"/>.</summary>
    private static int? Closed(string text, int open)
    {
        var depth = 1;
        for (var at = open; at < text.Length && at - open < Longest; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '{')
                depth++;
            else if (text[at] == '}' && --depth == 0)
                return at;
        }

        return null;
    }

    private static string? LastStatement(string text)
    {
        // Only the end of a solution states its answer; a whole long text is not searched for a phrase.
        var tail = text.Length > 1000 ? text[^1000..] : text;
        var statement = Statement().Matches(tail).LastOrDefault();
        if (statement is null)
            return null;
        var line = SentenceEnd().Split(tail[(statement.Index + statement.Length)..].Split('\n')[0], 2)[0].Trim();
        return line.Length is > 0 and <= Longest ? line : null;
    }

    private static string? Alone(string text)
    {
        var trimmed = text.Length <= Longest ? text.Trim() : "";
        return ExactValue.Of(trimmed) is null ? null : trimmed;
    }

    [GeneratedRegex(@"\\(?:boxed|fbox)(?:\s*\{|\s*(?<bare>[0-9]+)|\s+(?<bare>[A-Za-z]))")]
    private static partial Regex Box();

    [GeneratedRegex(@"(?:\banswer\s*(?:is|:|=)|答案\s*(?:是|为|为:|:|:))[\s*:::]*", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    // "… is 42. I checked it", "… is 42, as claimed", "答案是 42,因为": what follows a finished number is not part of it.
    [GeneratedRegex(@"(?<=[\d}$*)])(?:[.;](?=\s)|,(?=\s+\p{L})|[。;](?=.)|,(?=\p{L}))")]
    private static partial Regex SentenceEnd();
}
