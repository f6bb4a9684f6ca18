using System.Globalization;
using System.Text;

namespace Kvv.Wire.Detection;

/// <summary>Cuts the offending part out of a text for an <see cref="Anomaly"/>.</summary>
internal static class Excerpt
{
    /// <summary>The longest excerpt, in characters.</summary>
    public const int MaxLength = 400;

    private const int Before = 60;
    private const int Span = 180;

    /// <summary>
    /// The text around a place. Half surrogate pairs are spelled out (<c>\uD83D</c>), because a report that holds them cannot be
    /// written as UTF-8.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="at">Where the fault starts.</param>
    public static string Around(string text, int at)
    {
        var from = Math.Max(0, at - Before);
        var to = Math.Min(text.Length, from + Span);
        // A cut never halves a pair that was whole.
        if (from > 0 && char.IsSurrogatePair(text[from - 1], text[from]))
            from--;
        if (to < text.Length && char.IsSurrogatePair(text[to - 1], text[to]))
            to--;
        return (from > 0 ? "…" : "") + WellFormed(text.AsSpan(from, to - from)) + (to < text.Length ? "…" : "");
    }

    private static string WellFormed(ReadOnlySpan<char> text)
    {
        var lone = LoneSurrogates.IndexIn(text);
        if (lone < 0)
            return text.ToString();
        var plain = new StringBuilder();
        // Spelled out, one character takes six: the excerpt ends where its limit is reached.
        while (lone >= 0 && plain.Length + lone < MaxLength / 2)
        {
            plain.Append(text[..lone]).Append(CultureInfo.InvariantCulture, $"\\u{(int)text[lone]:X4}");
            text = text[(lone + 1)..];
            lone = LoneSurrogates.IndexIn(text);
        }

        return plain.Append(lone < 0 ? text : text[..lone]).ToString();
    }
}
