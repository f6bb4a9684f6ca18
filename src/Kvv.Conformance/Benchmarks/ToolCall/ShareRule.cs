using System.Globalization;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>A share that was counted, and how it is shown.</summary>
/// <param name="Name">The metric's name, the key in the profile's <c>metrics</c>.</param>
/// <param name="Hits">What counts as right.</param>
/// <param name="Trials">Out of how many.</param>
/// <param name="Counts">The counts in words.</param>
public sealed record CountedShare(string Name, long Hits, long Trials, string Counts)
{
    /// <summary>The interval to show; Wilson's at 95 % unless told.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Maps the share to the figure that is reported, increasing; the share itself unless told.</summary>
    public Func<double, double> Figure { get; init; } = share => share;

    /// <summary>Ids of faults to suggest when the share is too low, the likeliest first.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>
/// Holds a share to the profile's bar by exact one-sided bounds (Clopper-Pearson). A published bar already holds the leeway
/// that the maker grants, so: fail when the share is shown to be below it (an endpoint at the bar or above fails with
/// probability 1 % at most); pass when the share is shown to be no more than <see cref="Leeway"/> below it (an endpoint that far
/// below passes with probability 5 % at most); else undecided. A baseline with a margin is judged as <see cref="AccuracyRule"/> does.
/// </summary>
public static class ShareRule
{
    /// <summary>How far below a bar cannot be told from the bar itself with the trials that a set has.</summary>
    public const double Leeway = 0.03;

    /// <summary>Judges a share.</summary>
    /// <param name="share">The counts.</param>
    /// <param name="target">The profile's bar, or <see langword="null"/> to report only.</param>
    public static Metric Judge(CountedShare share, MetricTarget? target)
    {
        ArgumentNullException.ThrowIfNull(share);
        var figure = share.Trials == 0 ? (double?)null : share.Figure((double)share.Hits / share.Trials);
        var interval = share.Interval ?? (share.Trials == 0 ? null : Proportion.Wilson(share.Hits, share.Trials).Map(share.Figure));
        var bar = target?.Bar;
        var (status, why) = Decide(share, target);
        return new(share.Name, figure, interval, target?.Baseline, target?.Margin, bar, status, $"{share.Counts}{(why.Length == 0 ? "" : "; ")}{why}")
        {
            Faults = status == MetricStatus.Fail ? share.Faults : [],
        };
    }

    private static (MetricStatus Status, string Why) Decide(CountedShare share, MetricTarget? target)
    {
        if (target?.Bar is not { } bar)
            return (MetricStatus.Informative, "held against nothing");
        if (share.Trials == 0)
            return (MetricStatus.Undecided, "nothing to judge");
        var lower = share.Figure(Proportion.ClopperPearsonLower(share.Hits, share.Trials, 1 - AccuracyRule.Alpha));
        var upper = share.Figure(Proportion.ClopperPearsonUpper(share.Hits, share.Trials, 1 - AccuracyRule.Beta));
        if (target is { Threshold: null, SampleSize: { } published })
            return Published(share, target.Baseline!.Value, published, target.Margin!.Value);
        var (failsBelow, passesFrom) = target.Threshold is null ? (target.Baseline!.Value, bar) : (bar, bar - Leeway);
        // Against a baseline, what is within the margin conforms even when it is measurably lower.
        if (target.Threshold is null && lower >= passesFrom)
            return (MetricStatus.Pass, Sentence($"at least {lower:0.000} with 95 % confidence, {passesFrom:0.000} needed"));
        if (upper < failsBelow)
            return (MetricStatus.Fail, Sentence($"at most {upper:0.000} with 99 % confidence, {failsBelow:0.000} asked for"));
        if (lower >= passesFrom)
            return (MetricStatus.Pass, Sentence($"at least {lower:0.000} with 95 % confidence, {failsBelow:0.000} asked for with a leeway of {Leeway:0.00}"));
        return (MetricStatus.Undecided, Sentence($"between {lower:0.000} and {upper:0.000}: neither {passesFrom:0.000} reached with 95 % confidence nor {failsBelow:0.000} excluded with 99 %"));
    }

    // A published figure brings its own error: what is judged is the difference of the shares behind the two figures.
    private static (MetricStatus Status, string Why) Published(CountedShare share, double baseline, int trials, double margin)
    {
        var (shareOfBaseline, shareOfBar) = (Inverse(share.Figure, baseline), Inverse(share.Figure, baseline - margin));
        var judged = NonInferiority.Judge(new PublishedDifference(share.Hits, share.Trials, shareOfBaseline, trials), share.Trials, new(shareOfBaseline - shareOfBar, AccuracyRule.Alpha, AccuracyRule.Beta));
        var (low, high) = (share.Figure(Math.Clamp(shareOfBaseline + judged.Lower, 0, 1)) - baseline, share.Figure(Math.Clamp(shareOfBaseline + judged.Upper, 0, 1)) - baseline);
        return (judged.Verdict.Status(), Sentence($"the difference to {baseline:0.000}, which is itself drawn from {trials:N0} trials, lies above {low:0.000} (95 %) and below {high:0.000} (99 %), {-margin:0.000} still conforms"));
    }

    // Figures increase with their share, so that bisection finds the share behind one.
    private static double Inverse(Func<double, double> figure, double value)
    {
        double low = 0, high = 1;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = figure(middle) < value ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
