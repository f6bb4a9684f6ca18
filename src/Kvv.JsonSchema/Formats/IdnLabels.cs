using System.Globalization;

namespace Kvv.Schemas;

/// <summary>
/// Labels of internationalised names (IDNA 2008: RFC 5891, code points by RFC 5892). Categories stand for the derived property;
/// whether a code point is stable under NFKC is not tested, because the framework has no normalisation data in invariant mode.
/// </summary>
internal static class IdnLabels
{
    private const string Prefix = "xn--";

    // RFC 5892 section 2.6.
    private static readonly CodePointSet Allowed = CodePointSet.OfCharacters("\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007");
    private static readonly CodePointSet Disallowed = CodePointSet.OfCharacters("\u0640\u07FA\u302E\u302F\u3031\u3032\u3033\u3034\u3035\u303B");

    // Conjoining Hangul (RFC 5892 section 2.9) and the compatibility forms, which NFKC changes.
    private static readonly CodePointSet Unstable = CodePointSet.Of(
        (0x1100, 0x11FF), (0xA960, 0xA97F), (0xD7B0, 0xD7FF), (0xFB00, 0xFB06), (0xFF00, 0xFFEF));

    /// <summary>Whether an ASCII label claims to be the encoded form of another.</summary>
    public static bool IsALabel(string label) => label.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The U-label behind an A-label, or <see langword="null"/> when it is no valid one.</summary>
    public static string? Decode(string label)
    {
        // Encoding is canonical in lower case.
        var code = label[Prefix.Length..].ToLowerInvariant();
        return Punycode.Decode(code) is { } unicode && !unicode.All(char.IsAscii) && Punycode.Encode(unicode) == code && IsULabel(unicode) && BidiRule.Holds([unicode])
            ? unicode
            : null;
    }

    /// <summary>Whether a label with characters beyond ASCII is valid as it stands.</summary>
    public static bool IsULabel(string label)
    {
        var points = label.EnumerateRunes().Select(rune => rune.Value).ToArray();
        if (label[0] == '-' || label[^1] == '-' || (points.Length >= 4 && points[2] == '-' && points[3] == '-'))
            return false;
        if (Category(points[0]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            return false;
        return Enumerable.Range(0, points.Length).All(i => IdnContext.Allows(points, i) ?? IsPermitted(points[i]));
    }

    private static bool IsPermitted(int point)
    {
        if (Allowed.Contains(point) || point == '-')
            return true;
        if (Disallowed.Contains(point) || Unstable.Contains(point))
            return false;
        return Category(point) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber;
    }

    private static UnicodeCategory Category(int point) => CharUnicodeInfo.GetUnicodeCategory(point);
}
