using System.Buffers;

namespace Kvv.Wire.Detection;

/// <summary>
/// Finds a stretch of text that repeats one period, in linear time. For a text s and each period p, Z[p] is the length that s and
/// s from p on have in common (Gusfield 1997, section 1.3); s then has period p over its first p + Z[p] characters.
/// </summary>
internal static class PeriodicRun
{
    /// <summary>The fewest copies of the period.</summary>
    public const int LeastCopies = 8;

    /// <summary>The fewest characters covered.</summary>
    public const int LeastCovered = 200;

    // A run at the end of a long text counts when it covers a third of this much of it: models loop until their cap.
    private const int Tail = 6000;

    // A run that covers a third of a text holds one of the places this far apart, and two thirds of it follow the first such place.
    private const int Anchors = 9;

    /// <summary>The first loop found: at the end of the text, or covering about a third of it anywhere; <see langword="null"/> for none.</summary>
    /// <param name="text">Any text.</param>
    public static (int Start, int Period, int Length)? Find(string text)
    {
        if (text.Length < LeastCovered)
            return null;
        if (AtEnd(text) is { } tail)
            return tail;
        var step = Math.Max(1, text.Length / Anchors);
        for (var anchor = 0; text.Length - anchor >= LeastCovered; anchor += step)
        {
            // Three steps of text are enough to see a period of 8 copies in the two thirds of a run that follow an anchor.
            var window = text.AsSpan(anchor, Math.Min(text.Length - anchor, 3 * step));
            if (AtStart(window, Math.Max(LeastCovered, 2 * step), reversed: false) is var (period, length))
                return (anchor, period, length);
        }

        return null;
    }

    private static (int Start, int Period, int Length)? AtEnd(string text)
    {
        var least = Math.Max(LeastCovered, Math.Min(text.Length, Tail) / 3);
        return AtStart(text, least, reversed: true) is var (period, length) ? (text.Length - length, period, length) : null;
    }

    // The shortest period whose copies from one end of the text on make a loop. Positions count from that end.
    private static (int Period, int Length)? AtStart(ReadOnlySpan<char> text, int least, bool reversed)
    {
        var n = text.Length;
        var longest = n / LeastCopies;
        var z = ArrayPool<int>.Shared.Rent(longest + 1);
        try
        {
            // [left, right) is the stretch furthest right that is known to equal the text's beginning.
            var (left, right) = (0, 0);
            var refused = 0;
            for (var p = 1; p <= longest; p++)
            {
                var common = p < right ? Math.Min(right - p, z[p - left]) : 0;
                if (p + common >= right)
                {
                    common = Math.Max(0, Math.Min(common, n - p));
                    common += reversed
                        ? text[..(n - common)].CommonSuffixLength(text[..(n - p - common)])
                        : text[common..].CommonPrefixLength(text[(p + common)..]);
                }

                z[p] = common;
                if (p + common > right)
                    (left, right) = (p, p + common);
                var covered = p + common;
                // A longer period that reaches no further is a multiple of one that was refused.
                if (covered < least || covered < LeastCopies * p || covered == refused)
                    continue;
                if (LoopUnit.IsLoop(reversed ? text[^p..] : text[..p], covered))
                    return (p, covered);
                refused = covered;
            }

            return null;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(z);
        }
    }

    private static int CommonSuffixLength(this ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[a.Length - 1 - length] == b[b.Length - 1 - length])
            length++;
        return length;
    }
}
