using System.Globalization;

namespace Kvv.Schemas;

/// <summary>The contextual rules of RFC 5892 appendix A.</summary>
internal static class IdnContext
{
    // Canonical combining class 9 (Virama), from UnicodeData.txt, the scripts in wide use.
    private static readonly CodePointSet Virama = CodePointSet.OfCharacters(
        "\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA8C4\uA953\uA9C0\uAAF6\uABED");

    private static readonly CodePointSet Greek = CodePointSet.Of((0x370, 0x373), (0x375, 0x377), (0x37A, 0x37D), (0x37F, 0x37F), (0x384, 0x384), (0x386, 0x3E1), (0x3F0, 0x3FF), (0x1F00, 0x1FFE));
    private static readonly CodePointSet Hebrew = CodePointSet.Of((0x591, 0x5F4), (0xFB1D, 0xFB4F));
    private static readonly CodePointSet Japanese = CodePointSet.Of(
        (0x3005, 0x3005), (0x3007, 0x3007), (0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF), (0x31F0, 0x31FF),
        (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF));

    // Joining type R of the Arabic block (ArabicShaping.txt); its other letters are of type D, save U+0621 and U+0674, which do not join.
    private static readonly CodePointSet RightJoining = CodePointSet.Of(
        (0x622, 0x625), (0x627, 0x627), (0x629, 0x629), (0x62F, 0x632), (0x648, 0x648), (0x671, 0x673), (0x675, 0x677), (0x688, 0x699),
        (0x6C0, 0x6C0), (0x6C3, 0x6CB), (0x6CD, 0x6CD), (0x6CF, 0x6CF), (0x6D2, 0x6D3), (0x6D5, 0x6D5), (0x6EE, 0x6EF));

    /// <summary>Whether a code point may stand where it does; <see langword="null"/> when it has no contextual rule.</summary>
    public static bool? Allows(int[] label, int index) => label[index] switch
    {
        0x00B7 => At(label, index - 1) == 'l' && At(label, index + 1) == 'l',
        0x0375 => Greek.Contains(At(label, index + 1)),
        0x05F3 or 0x05F4 => Hebrew.Contains(At(label, index - 1)),
        0x30FB => label.Any(Japanese.Contains),
        >= 0x0660 and <= 0x0669 => !label.Any(point => point is >= 0x06F0 and <= 0x06F9),
        >= 0x06F0 and <= 0x06F9 => !label.Any(point => point is >= 0x0660 and <= 0x0669),
        0x200D => Virama.Contains(At(label, index - 1)),
        0x200C => Virama.Contains(At(label, index - 1)) || Joins(label, index),
        _ => null,
    };

    private static int At(int[] label, int index) => index >= 0 && index < label.Length ? label[index] : -1;

    private static bool Joins(int[] label, int index)
    {
        var before = index - 1;
        while (IsTransparent(At(label, before)))
            before--;
        var after = index + 1;
        while (IsTransparent(At(label, after)))
            after++;
        return IsDualJoining(At(label, before)) && (IsDualJoining(At(label, after)) || RightJoining.Contains(At(label, after)));
    }

    private static bool IsDualJoining(int point) =>
        point is >= 0x620 and <= 0x6FF and not (0x621 or 0x674) && !RightJoining.Contains(point)
        && CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.OtherLetter;

    private static bool IsTransparent(int point) => point > 0 && point != 0x200C && CharUnicodeInfo.GetUnicodeCategory(point)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;
}
