using System.Globalization;
using System.Text;

namespace Kvv.Conformance.Reports;

/// <summary>
/// Makes text of an endpoint fit to be shown: characters that are invisible, turn the direction of writing or control a
/// terminal become visible tokens such as <c>⟨U+202E⟩</c>. What a reader sees is then what was received.
/// </summary>
internal static class VisibleText
{
    // The joiners shape emoji and several scripts; without them honest text falls apart, and they move nothing.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>The text with every hidden character made visible; line feeds and tabs stay.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = 0;
        while (first < text.Length && IsPlain(text[first]))
            first++;
        if (first == text.Length)
            return text;

        var shown = new StringBuilder(text.Length + 16).Append(text, 0, first);
        for (var i = first; i < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, i, out var rune))
            {
                Append(shown, text, i, rune);
                i += rune.Utf16SequenceLength;
            }
            else
            {
                // Half of a surrogate pair cannot be written as UTF-8.
                shown.Append(CultureInfo.InvariantCulture, $"⟨U+{(int)text[i]:X4}⟩");
                i++;
            }
        }

        return shown.ToString();
    }

    /// <summary>The text on one line, cut to a length, with every hidden character made visible.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">Most UTF-16 units to keep.</param>
    public static string Line(string text, int length) => Of(Cut(text, length).ReplaceLineEndings("⏎"));

    /// <summary>The beginning of a text, never half a surrogate pair, with an ellipsis when something is missing.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="length">Most UTF-16 units to keep.</param>
    public static string Cut(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= length)
            return text;
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static bool IsPlain(char c) => c is >= ' ' and < '\u007F' or '\n' or '\t';

    private static void Append(StringBuilder shown, string text, int index, Rune rune)
    {
        if (IsHidden(rune))
            shown.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
        else
            shown.Append(text, index, rune.Utf16SequenceLength);
    }

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\t' or ZeroWidthNonJoiner or ZeroWidthJoiner)
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
