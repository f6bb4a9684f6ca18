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

    // A run over a third of a text holds one of the six places that divide it into sixths, and at least half of the run follows the
    // first such place; so looking ahead from those places misses none.
    private const int Anchors = 6;

    /// <summary>The first loop found: at the end of the text, or covering a third of it anywhere; <see langword="null"/> for none.</summary>
    /// <param name="text">Any text.</param>
    public static (int Start, int Period, int Length)? Find(string text)
    {
        if (text.Length < LeastCovered)
            return null;
        // No run has a longer period than the text has room for its copies; half of the copies follow the anchor.
        var z = ArrayPool<int>.Shared.Rent((text.Length * 2 / LeastCopies) + 1);
        try
        {
            if (AtEnd(text, z) is { } tail)
                return tail;
            for (var i = 0; i < Anchors; i++)
            {
                if (Around(text, (int)((long)text.Length * i / Anchors), z) is { } run)
                    return run;
            }

            return null;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(z);
        }
    }

    // Positions count backwards from the end of the text.
    private static (int Start, int Period, int Length)? AtEnd(ReadOnlySpan<char> text, int[] z)
    {
        var n = text.Length;
        var least = Math.Max(LeastCovered, Math.Min(n, Tail) / 3);
        var (known, reach, refused) = (0, 0, 0);
        for (var p = 1; p <= n / LeastCopies; p++)
        {
            var common = p < reach ? Math.Min(reach - p, z[p - known]) : 0;
            if (p + common >= reach)
                common += CommonSuffix(text[..(n - common)], text[..(n - p - common)]);
            var covered = Note(p, common, z, ref known, ref reach);
            // A longer period that reaches no further is a multiple of one that was refused.
            if (covered < least || covered < LeastCopies * p || covered == refused)
                continue;
            if (LoopUnit.IsLoop(text[^covered..], p))
                return (n - covered, p, covered);
            refused = covered;
        }

        return null;
    }

    // Positions count from the anchor on; a run found there is followed back to its beginning.
    private static (int Start, int Period, int Length)? Around(ReadOnlySpan<char> text, int anchor, int[] z)
    {
        var ahead = text[anchor..];
        var least = Math.Max(LeastCovered, text.Length / 3);
        var (known, reach, refused) = (0, 0, 0);
        for (var p = 1; p <= ahead.Length * 2 / LeastCopies; p++)
        {
            var common = p < reach ? Math.Min(reach - p, z[p - known]) : 0;
            if (p + common >= reach)
                common += ahead[common..].CommonPrefixLength(ahead[(p + common)..]);
            var covered = Note(p, common, z, ref known, ref reach);
            if (covered < least / 2 || covered < LeastCopies / 2 * p || covered == refused)
                continue;
            var behind = CommonSuffix(text[..anchor], text[..(anchor + p)]);
            var length = behind + covered;
            if (length >= least && length >= LeastCopies * p && LoopUnit.IsLoop(text.Slice(anchor - behind, length), p))
                return (anchor - behind, p, length);
            refused = covered;
        }

        return null;
    }

    // Records Z[p]; [known, reach) is the stretch furthest ahead that is known to equal the beginning.
    private static int Note(int p, int common, int[] z, ref int known, ref int reach)
    {
        z[p] = common;
        if (p + common > reach)
            (known, reach) = (p, p + common);
        return p + common;
    }

    private static int CommonSuffix(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[^(length + 1)] == b[^(length + 1)])
            length++;
        return length;
    }
}
