using System.Globalization;

namespace Kvv.Schemas;

/// <summary>The Bidi rule of RFC 5893 section 2, with the bidirectional classes told by block and category.</summary>
internal static class BidiRule
{
    private enum Direction
    {
        Left,
        Right,
        Digit,
        ArabicDigit,
        Mark,
        Other,
    }

    /// <summary>Whether every label of a name keeps the rule; a name without right-to-left characters always does.</summary>
    public static bool Holds(IReadOnlyList<string> labels)
    {
        var directions = labels.Select(label => label.EnumerateRunes().Select(rune => Of(rune.Value)).ToList()).ToList();
        return !directions.Any(label => label.Any(d => d is Direction.Right or Direction.ArabicDigit)) || directions.All(Holds);
    }

    private static bool Holds(List<Direction> label)
    {
        var last = label.FindLast(d => d != Direction.Mark);
        if (label[0] == Direction.Right)
        {
            return !label.Contains(Direction.Left) && last is Direction.Right or Direction.Digit or Direction.ArabicDigit
                && !(label.Contains(Direction.Digit) && label.Contains(Direction.ArabicDigit)) && !label.Contains(Direction.Left);
        }

        return label[0] == Direction.Left && !label.Contains(Direction.Right) && !label.Contains(Direction.ArabicDigit)
            && last is Direction.Left or Direction.Digit;
    }

    private static Direction Of(int point)
    {
        if (point is (>= '0' and <= '9') or (>= 0x6F0 and <= 0x6F9))
            return Direction.Digit;
        if (point is >= 0x660 and <= 0x669)
            return Direction.ArabicDigit;
        var category = CharUnicodeInfo.GetUnicodeCategory(point);
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            return Direction.Mark;
        if (point is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF))
            return Direction.Right;
        return category is UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber
            ? Direction.Left
            : Direction.Other;
    }
}
