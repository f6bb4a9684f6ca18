using System.Text.RegularExpressions;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>
/// Finds out which of the foreseen answers a reply gives. Words, numbers and Chinese characters count; case, punctuation and
/// markup do not. Of several foreseen answers in one reply the last one counts, of those that end together the longest.
/// </summary>
internal static partial class VisionAnswer
{
    /// <summary>The foreseen answer in the reply, or <see langword="null"/> when it holds none.</summary>
    /// <param name="reply">The reply's content.</param>
    /// <param name="candidates">The foreseen answers, right and wrong.</param>
    /// <param name="sequence">Whether the answer is a list: words that no candidate has are then passed over.</param>
    public static string? Find(string reply, IEnumerable<string> candidates, bool sequence)
    {
        var foreseen = candidates.Distinct(StringComparer.Ordinal).Select(c => (Text: c, Words: Words(c))).Where(c => c.Words.Count > 0).ToList();
        var words = Words(reply);
        // A word spelt out letter by letter is that word.
        if (words.Count > 1 && words.TrueForAll(w => w.Length == 1 && char.IsAsciiLetter(w[0])))
            words = [string.Concat(words)];
        if (sequence)
        {
            var known = foreseen.SelectMany(c => c.Words).ToHashSet(StringComparer.Ordinal);
            words = [.. words.Where(known.Contains)];
        }

        var found = foreseen.Select(c => (c.Text, c.Words.Count, End: LastEnd(words, c.Words))).Where(c => c.End >= 0).ToList();
        return found.Count == 0 ? null : found.OrderByDescending(c => c.End).ThenByDescending(c => c.Count).First().Text;
    }

    private static int LastEnd(List<string> words, List<string> wanted)
    {
        for (var start = words.Count - wanted.Count; start >= 0; start--)
        {
            if (words.Skip(start).Take(wanted.Count).SequenceEqual(wanted, StringComparer.Ordinal))
                return start + wanted.Count;
        }

        return -1;
    }

    private static List<string> Words(string text) => [.. Word().Matches(text.Replace('−', '-')).Select(m => m.Value.ToUpperInvariant())];

    [GeneratedRegex(@"(?<![\p{L}\p{N}])-\d+(?:\.\d+)?|\d+(?:\.\d+)?|[\u3400-\u9FFF]|[\p{L}-[\u3400-\u9FFF]]+")]
    private static partial Regex Word();
}
