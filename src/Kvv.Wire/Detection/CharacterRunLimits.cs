using System.Buffers;
using System.Text;

namespace Kvv.Wire.Detection;

/// <summary>How often a character may follow itself in text that people write.</summary>
internal static class CharacterRunLimits
{
    /// <summary>For every character that nothing below excuses. The observed collapse has thousands (vllm#42426).</summary>
    public const int Ordinary = 50;

    /// <summary>For a line that holds nothing else: any character underlines a title somewhere (OpenSSL's headers use <c>!</c>).</summary>
    public const int Line = 100;

    /// <summary>Characters of which rules, borders, leaders, progress bars, masks and empty CSV cells are made.</summary>
    public const int Rule = 200;

    /// <summary>Digits and hexadecimal digits: 1.8e308 written out ends in 292 zeros, base64 of empty memory is all <c>A</c>.</summary>
    public const int Digit = 400;

    /// <summary>A rule between two borders of a table is as long as the widest cell.</summary>
    public const int Bordered = 1000;

    private static readonly SearchValues<char> Rules = SearchValues.Create("-=_*~#+./\\|^<>:;%$@,()[]{}xXoO·•…—–―‾¯");
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly SearchValues<char> Borders = SearchValues.Create("|+:│┃║┼┬┴├┤┌┐└┘╔╗╚╝╠╣╦╩╬");

    /// <summary>The longest run of a character that is left alone.</summary>
    /// <param name="character">The repeated character.</param>
    /// <param name="before">The text before the run.</param>
    /// <param name="after">The text after the run.</param>
    public static int Of(Rune character, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        if (!character.IsBmp)
            return Ordinary;
        var c = (char)character.Value;
        if (Digits.Contains(c))
            return Digit;
        if (!IsRule(c))
            return IsLine(before, after) ? Line : Ordinary;
        return IsBordered(before, after) ? Bordered : Rule;
    }

    // A space may stand between the border and the rule.
    private static bool IsBordered(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        before = before.TrimEnd(' ');
        after = after.TrimStart(' ');
        return before.Length > 0 && after.Length > 0 && Borders.Contains(before[^1]) && Borders.Contains(after[0]);
    }

    // After the run the line ends, but not the text: what never ends is no line. Before it stands nothing, or a comment's mark and a space.
    private static bool IsLine(ReadOnlySpan<char> before, ReadOnlySpan<char> after) =>
        after.Length > 0 && after[0] is '\n' or '\r' && (before.Length == 0 || before[^1] is '\n' or ' ');

    // Beside ASCII: arrows, box drawing, blocks, geometric shapes, stars, Braille (pictures are drawn with it), CJK and full-width rules.
    private static bool IsRule(char c) =>
        Rules.Contains(c) || c is (>= '\u2190' and <= '\u21FF') or (>= '\u2500' and <= '\u26FF') or (>= '\u2800' and <= '\u28FF')
            or '\u3001' or '\u3002' or '\u301C' or '\u3030' or '\u30FB' or '\u30FC' or '\uFF0D' or '\uFF0E' or '\uFF1D' or '\uFF3F' or '\uFF5E';
}
