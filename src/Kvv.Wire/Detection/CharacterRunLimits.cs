using System.Buffers;
using System.Text;

namespace Kvv.Wire.Detection;

/// <summary>How often a character may follow itself in text that people write.</summary>
internal static class CharacterRunLimits
{
    /// <summary>For every character that nothing below excuses. The observed collapse has thousands (vllm#42426).</summary>
    public const int Ordinary = 50;

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
    /// <param name="before">The character before the run, or NUL.</param>
    /// <param name="after">The character after the run, or NUL.</param>
    public static int Of(Rune character, char before, char after)
    {
        if (!character.IsBmp)
            return Ordinary;
        var c = (char)character.Value;
        if (Digits.Contains(c))
            return Digit;
        if (!IsRule(c))
            return Ordinary;
        return Borders.Contains(before) && Borders.Contains(after) ? Bordered : Rule;
    }

    // Beside ASCII: arrows, box drawing, blocks, geometric shapes, stars, Braille (pictures are drawn with it), CJK and full-width rules.
    private static bool IsRule(char c) =>
        Rules.Contains(c) || c is (>= '\u2190' and <= '\u21FF') or (>= '\u2500' and <= '\u26FF') or (>= '\u2800' and <= '\u28FF')
            or '\u3001' or '\u3002' or '\u301C' or '\u3030' or '\u30FB' or '\u30FC' or '\uFF0D' or '\uFF0E' or '\uFF1D' or '\uFF3F' or '\uFF5E';
}
