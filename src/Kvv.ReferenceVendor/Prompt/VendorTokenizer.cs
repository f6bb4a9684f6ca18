using System.Globalization;
using System.Text;

namespace Kvv.ReferenceVendor.Prompt;

/// <summary>
/// Cuts text into tokens by shape alone: a run of ASCII letters in pieces of at most five with the blank before it, digits by
/// three, punctuation and white space by up to four of a kind, other letters by two, and each CJK character, symbol or emoji
/// on its own. Deterministic, and reversible: the tokens joined are the text. Text never becomes a control token, whatever
/// it spells.
/// </summary>
internal static class VendorTokenizer
{
    private const int LettersPerToken = 5;

    public static List<string> Split(string text)
    {
        var tokens = new List<string>(text.Length / 4 + 1);
        var at = 0;
        while (at < text.Length)
        {
            var length = NextLength(text, at);
            tokens.Add(text.Substring(at, length));
            at += length;
        }

        return tokens;
    }

    public static int Count(string text)
    {
        var count = 0;
        for (var at = 0; at < text.Length; at += NextLength(text, at))
            count++;
        return count;
    }

    private static int NextLength(string text, int at)
    {
        // A single blank belongs to the word after it.
        if (text[at] == ' ' && at + 1 < text.Length && char.IsAsciiLetter(text[at + 1]))
            return 1 + Run(text, at + 1, LettersPerToken, char.IsAsciiLetter);
        var first = text[at];
        if (char.IsAsciiLetter(first))
            return Run(text, at, LettersPerToken, char.IsAsciiLetter);
        if (char.IsAsciiDigit(first))
            return Run(text, at, 3, char.IsAsciiDigit);
        if (first < 128)
            return Run(text, at, 4, c => c == first);
        if (!Rune.TryGetRuneAt(text, at, out var rune))
            return 1;
        if (rune.Utf16SequenceLength == 2 || IsIdeograph(rune))
            return rune.Utf16SequenceLength;
        return Run(text, at, 2, c => c >= 128 && !char.IsSurrogate(c) && !IsIdeograph(new Rune(c)));
    }

    private static int Run(string text, int at, int longest, Func<char, bool> belongs)
    {
        var length = 1;
        while (length < longest && at + length < text.Length && belongs(text[at + length]))
            length++;
        return length;
    }

    private static bool IsIdeograph(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.OtherSymbol && rune.Value >= 0x1100;
}
