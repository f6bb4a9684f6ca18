using System.Buffers;
using System.Collections.Frozen;

namespace Kvv.Wire.Detection;

/// <summary>Judges the passage that a text repeats: how often people write such a passage in a row decides what is a loop.</summary>
internal static class LoopUnit
{
    private static readonly FrozenSet<string> Literals = FrozenSet.ToFrozenSet(
        ["null", "true", "false", "none", "nil", "nan", "inf", "undefined", "void", "nop", "td", "tr", "th", "li", "div", "span", "nbsp", "br"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Code = SearchValues.Create("(){}[]<>=;|");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Literal = Literals.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a run of copies is a loop: prose at 8 copies and 200 characters, code, patterns and data much later.</summary>
    /// <param name="run">The whole run.</param>
    /// <param name="period">Its period; the run holds it twice at least.</param>
    public static bool IsLoop(ReadOnlySpan<char> run, int period)
    {
        var covered = run.Length;
        var unit = Unit(run, period);
        // Runs of one character and of white space have rules of their own.
        if (unit.IndexOfAnyExcept(unit[0]) < 0 || unit.IsWhiteSpace())
            return false;
        var copies = covered / unit.Length;
        var (words, letters) = Census(unit);
        // One word with gaps: TokenRepetitionDetector's.
        if (words == 1 && unit.Length > unit.Trim().Length && !unit.Trim().ContainsAny(" \n\t"))
            return false;
        // Grids, matrices, rulers, hex dumps: no words at all.
        if (words == 0)
            return copies >= 64 && covered >= 4000;
        // Empty table rows, records of defaults, tags: more punctuation than letters.
        if (letters * 2 < unit.Length)
            return copies >= 64 && covered >= 2000;
        // One word without gaps, over and over.
        if (words == 1)
            return copies >= 40 && covered >= 200;
        // Unrolled steps of a program; a whole function that comes again is no such step.
        if (unit.IndexOfAny(Code) >= 0 && unit.Length < 200)
            return copies >= 24 && covered >= 1000;
        return copies >= PeriodicRun.LeastCopies && covered >= PeriodicRun.LeastCovered;
    }

    /// <summary>Whether a token is or holds a word, no number in any base and no literal of a programming language.</summary>
    public static bool IsWord(ReadOnlySpan<char> token) => Census(token).Words > 0;

    // One copy that starts between words: a run starts anywhere, and half a word would be judged as another.
    private static ReadOnlySpan<char> Unit(ReadOnlySpan<char> run, int period)
    {
        var gap = -1;
        for (var i = 0; i < period; i++)
        {
            if (char.IsWhiteSpace(run[i]))
                return run.Slice(i, period);
            if (gap < 0 && !char.IsLetterOrDigit(run[i]))
                gap = i;
        }

        return run.Slice(Math.Max(gap, 0), period);
    }

    // How many words there are that are neither numbers in any base nor literals, and their letters.
    private static (int Words, int Letters) Census(ReadOnlySpan<char> text)
    {
        var (words, letters) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
                end++;
            var count = WordsIn(text[at..end]);
            words += count;
            letters += count > 0 ? end - at : 0;
            at = end;
        }

        return (words, letters);
    }

    private static int WordsIn(ReadOnlySpan<char> run)
    {
        if (Literal.Contains(run))
            return 0;
        var (ideographs, beyondHex) = (0, 0);
        foreach (var c in run)
        {
            if (char.IsDigit(c))
                return 0;
            // From here on scripts do without spaces between words: one letter is taken for one word.
            if (c >= '\u2E80')
                ideographs++;
            else if (!char.IsAsciiHexDigit(c) && c is not ('x' or 'X'))
                beyondHex++;
        }

        return ideographs > 0 ? ideographs : beyondHex > 0 && run.Length > 1 ? 1 : 0;
    }
}
