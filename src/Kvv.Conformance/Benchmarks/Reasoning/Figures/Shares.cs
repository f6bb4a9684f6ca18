using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>
/// Judges a share of replies that must be free of something. A limit is a bar on a fault: it is broken only when that is
/// shown. Fail: with 99 % confidence (Clopper-Pearson) the share lies below the limit, so that an endpoint at the limit fails
/// once in a hundred runs. Undecided: the share itself lies below the limit by more than the margin, which is not shown.
/// </summary>
internal static class Shares
{
    private const double Confidence = 0.99;

    public static Metric Judge(string name, long good, long all, AccuracyTarget? limit, string free)
    {
        if (all == 0)
            return new(name, null, null, null, null, limit?.Reference, MetricStatus.Informative, "no reply to judge");
        var share = (double)good / all;
        var counts = string.Create(CultureInfo.InvariantCulture, $"{good} of {all} replies {free}");
        var interval = Proportion.Wilson(good, all);
        if (limit is null)
            return new(name, share, interval, null, null, null, MetricStatus.Informative, $"{counts}; the profile sets no limit");
        var (upper, p) = limit.SampleSize is { } published ? Published(good, all, limit, published)
            : (Proportion.ClopperPearsonUpper(good, all, Confidence), BinomialPlan.AtMost((int)good, (int)all, limit.Reference));
        var (status, said) = upper < limit.Reference ? (MetricStatus.Fail, string.Create(CultureInfo.InvariantCulture, $"at most {upper:0.000} with 99 % confidence"))
            : share < limit.Reference - limit.Margin ? (MetricStatus.Undecided, "too few replies to show it")
            : (MetricStatus.Pass, "nothing speaks against it");
        return new(name, share, interval, limit.IsBaseline ? limit.Reference : null, limit.Margin, limit.Reference, status, string.Create(CultureInfo.InvariantCulture, $"{counts}, {limit.Reference:0.00} expected: {said}"))
        {
            PValue = p,
        };
    }

    // The error of a published figure widens the bound: what is shown is the difference.
    private static (double Upper, double PValue) Published(long good, long all, AccuracyTarget limit, long trials)
    {
        var difference = new PublishedDifference(good, all, limit.Reference, trials);
        return (limit.Reference + difference.Upper(Confidence), PValues.OfUpperBound(difference));
    }
}
