namespace Kvv.Evaluation.LongOutput;

/// <summary>How an output keeps to its plan, line by line.</summary>
/// <param name="Planned">Lines of the plan.</param>
/// <param name="Written">Lines of the output, without a code fence around them and blank lines at its ends.</param>
/// <param name="Right">Planned lines that stand in the output in their order.</param>
/// <param name="FirstError">Index of the first planned line that is wrong or missing, or <see langword="null"/> when none is.</param>
/// <param name="Reached">Planned lines up to the last one that was got right or wrong: what lies beyond was not attempted.</param>
/// <param name="WrongByDepth">Wrong lines among those attempted, in ten parts of the plan.</param>
/// <param name="LinesByDepth">Attempted lines in the same parts.</param>
/// <param name="Extra">Written lines that belong to no planned line.</param>
/// <param name="Repeated">Written lines that equal the one before, or stand in a block of up to eight lines that follows itself, where the plan has no such thing.</param>
public sealed record LineComparison(
    int Planned, int Written, int Right, int? FirstError, int Reached, IReadOnlyList<int> WrongByDepth, IReadOnlyList<int> LinesByDepth, int Extra, int Repeated)
{
    private const int Parts = 10;

    // How far the reader looks ahead for a line when one was dropped or inserted.
    private const int Window = 12;
    private const int LongestBlock = 8;

    /// <summary>Lines attempted and wrong.</summary>
    public int Wrong => WrongByDepth.Sum();

    /// <summary>Compares. Linear in the length of both.</summary>
    /// <param name="plan">The right lines.</param>
    /// <param name="text">The output.</param>
    public static LineComparison Of(IReadOnlyList<string> plan, string text)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(text);
        var written = Lines(text);
        var right = new bool[plan.Count];
        int at = 0, extra = 0, reached = 0;
        // A sentence before the first line is forgiven; the plan begins where its first line stands near the top.
        var start = written.FindIndex(0, Math.Min(written.Count, Window), l => l == plan[0]);
        for (var i = Math.Max(0, start); i < written.Count; i++)
        {
            var found = Next(plan, written[i], at);
            if (found == at || (found is { } ahead && FollowsOn(plan, written, ahead, i)))
            {
                right[found.Value] = true;
                reached = at = found.Value + 1;
            }
            else if (at < plan.Count && !Inserted(plan, written, at, i))
            {
                // In place of the planned line stands another.
                reached = ++at;
            }
            else
            {
                extra++;
            }
        }

        int[] wrongBy = new int[Parts], linesBy = new int[Parts];
        for (var i = 0; i < reached; i++)
        {
            var part = (int)((long)i * Parts / plan.Count);
            linesBy[part]++;
            wrongBy[part] += right[i] ? 0 : 1;
        }

        var first = Array.IndexOf(right, false);
        return new(plan.Count, written.Count, right.Count(r => r), first < 0 ? null : first, reached, wrongBy, linesBy, extra, Repeats(plan, written));
    }

    private static List<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).ToList();
        lines.RemoveAll(l => l.StartsWith("```", StringComparison.Ordinal));
        lines.RemoveAll(l => l.Length == 0);
        return lines;
    }

    /// <summary>Where the line stands in the plan, from the place reached on.</summary>
    private static int? Next(IReadOnlyList<string> plan, string line, int at)
    {
        for (var i = at; i < Math.Min(plan.Count, at + Window); i++)
        {
            if (plan[i] == line)
                return i;
        }

        return null;
    }

    /// <summary>A line further down the plan is a skip only when the line after it fits too; alone it may be chance.</summary>
    private static bool FollowsOn(IReadOnlyList<string> plan, List<string> written, int ahead, int i) =>
        ahead + 1 >= plan.Count || (i + 1 < written.Count && plan[ahead + 1] == written[i + 1]);

    /// <summary>Whether the line was put in between: the next one is what was planned here.</summary>
    private static bool Inserted(IReadOnlyList<string> plan, List<string> written, int at, int i) => i + 1 < written.Count && plan[at] == written[i + 1];

    private static int Repeats(IReadOnlyList<string> plan, List<string> written)
    {
        var most = 0;
        for (var block = 1; block <= LongestBlock; block++)
            most = Math.Max(most, Equal(written, block) - Equal(plan, block));
        return most;

        static int Equal(IReadOnlyList<string> lines, int distance)
        {
            int longest = 0, run = 0;
            for (var i = distance; i < lines.Count; i++)
                longest = Math.Max(longest, run = lines[i] == lines[i - distance] ? run + 1 : 0);
            return longest;
        }
    }
}
