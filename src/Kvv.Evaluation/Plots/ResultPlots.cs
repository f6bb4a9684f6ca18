using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Plots;

/// <summary>Plots of a benchmark's trials. Pure: the same trials give the same files.</summary>
public static class ResultPlots
{
    private const int Bins = 20;

    /// <summary>Accuracy with its 95 % interval by group, overall first.</summary>
    /// <param name="trials">The trials.</param>
    /// <param name="group">What to group by, for example the epoch.</param>
    /// <param name="groupName">Name of the groups.</param>
    /// <param name="target">The bar to draw, or <see langword="null"/>.</param>
    public static Attachment Accuracy(IReadOnlyList<TrialRecord> trials, Func<TrialRecord, string> group, string groupName, AccuracyTarget? target)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var groups = answered.GroupBy(group).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (Name: g.Key, Trials: g.ToList())).Prepend(("all", answered)).ToList();
        var plot = new SvgPlot($"Accuracy by {groupName}", (0, groups.Count + 1), (0, 1)).NameX(groupName);
        foreach (var share in (double[])[0, 0.25, 0.5, 0.75, 1])
            plot.TickY(share, share.ToString("0.00", CultureInfo.InvariantCulture));
        var shares = new List<string>();
        for (var i = 0; i < groups.Count; i++)
        {
            var right = groups[i].Item2.Count(t => t.Value >= 1);
            var all = groups[i].Item2.Count;
            if (all == 0)
                continue;
            var interval = Proportion.Wilson(right, all);
            plot.Interval(i + 1, interval.Low, (double)right / all, interval.High);
            shares.Add($"{groups[i].Item1} {right} of {all}");
            // Labels must not run into each other.
            if (groups.Count <= 14 || i % ((groups.Count / 12) + 1) == 0)
                plot.TickX(i + 1, groups[i].Item1);
        }

        if (target is not null)
            plot.Line(target.Reference - target.Margin, string.Create(CultureInfo.InvariantCulture, $"{target.Reference - target.Margin:0.000} still conforms"));
        plot.Describe(shares.Count == 0 ? "Nothing was answered." : $"Right answers: {string.Join(", ", shares)}.");
        return new("accuracy.svg", "image/svg+xml", plot.ToString());
    }

    /// <summary>Share of wrong lines by depth, from the details of long outputs.</summary>
    /// <param name="trials">The trials.</param>
    public static Attachment ErrorByDepth(IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var wrong = Sums(trials, "wrongByDepth");
        var lines = Sums(trials, "linesByDepth");
        var shares = wrong.Zip(lines).Select(p => p.Second == 0 ? 0 : p.First / p.Second).ToList();
        var top = Math.Max(0.05, Math.Ceiling(shares.Append(0).Max() * 20) / 20);
        var plot = new SvgPlot("Share of wrong lines by depth", (0, 10), (0, top)).NameX("tenth of the planned output");
        foreach (var share in (double[])[0, top / 2, top])
            plot.TickY(share, share.ToString("0.000", CultureInfo.InvariantCulture));
        for (var i = 0; i < shares.Count; i++)
            plot.Bar(i, i + 1, shares[i]).TickX(i + 0.5, (i + 1).ToString(CultureInfo.InvariantCulture));
        plot.Describe($"Share of wrong lines from the first to the last tenth: {string.Join(", ", shares.Select(s => s.ToString("0.000", CultureInfo.InvariantCulture)))}.");
        return new("error-by-depth.svg", "image/svg+xml", plot.ToString());
    }

    /// <summary>How many outputs have which length.</summary>
    /// <param name="trials">The trials.</param>
    public static Attachment OutputLengths(IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var lengths = trials.Select(t => (double?)t.CompletionTokens).OfType<double>().ToList();
        var most = Math.Max(1, lengths.Append(0).Max());
        var counts = new int[Bins];
        foreach (var length in lengths)
            counts[Math.Clamp((int)(length / most * Bins), 0, Bins - 1)]++;
        double top = Math.Max(1, counts.Max());
        var plot = new SvgPlot("Output lengths", (0, Bins), (0, top)).NameX("completion tokens").TickY(0, "0").TickY(top, top.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < Bins; i++)
            plot.Bar(i, i + 1, counts[i]);
        foreach (var i in (int[])[0, 5, 10, 15, 20])
            plot.TickX(i, Math.Round(most * i / Bins).ToString(CultureInfo.InvariantCulture));
        lengths.Sort();
        plot.Describe(lengths.Count == 0
            ? "No length is known."
            : string.Create(CultureInfo.InvariantCulture, $"{lengths.Count} outputs of {lengths[0]:0} to {lengths[^1]:0} completion tokens, half of them up to {lengths[(lengths.Count - 1) / 2]:0}."));
        return new("output-lengths.svg", "image/svg+xml", plot.ToString());
    }

    private static double[] Sums(IReadOnlyList<TrialRecord> trials, string member)
    {
        var sums = new double[10];
        foreach (var array in trials.Select(t => t.Details?[member]).OfType<JsonArray>())
        {
            for (var i = 0; i < Math.Min(10, array.Count); i++)
                sums[i] += array[i] is JsonValue value && value.TryGetValue<int>(out var n) ? n : 0;
        }

        return sums;
    }
}
