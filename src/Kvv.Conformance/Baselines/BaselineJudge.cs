using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Baselines;

/// <summary>
/// Adds the comparison with a recorded baseline to a benchmark's own figures: the mean over the items that both sides scored of
/// the difference of their scores, by a non-inferiority test on paired items. Where the benchmark has only a floor of our own,
/// the floor is then reported and no longer decides: a measured figure of the maker's service is the better bar.
/// </summary>
/// <param name="benchmark">The benchmark.</param>
/// <param name="baseline">The recorded baseline.</param>
/// <param name="unusable">Why it cannot be used, or <see langword="null"/>.</param>
internal sealed class BaselineJudge(Benchmark benchmark, BaselineFile baseline, string? unusable) : IBenchmarkJudge
{
    public const string MetricName = "against-baseline";

    // The statistics' default: three points where the baseline is high, five where it is nearer to one half.
    private const double HighScore = 0.75;
    private const double MarginOfHighScore = 0.03;
    private const double MarginOfOtherScore = 0.05;

    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var own = benchmark.Judge.Judge(trials);
        if (unusable is not null)
            return [.. own, new(MetricName, null, null, null, null, null, MetricStatus.Informative, $"not compared: {unusable}")];
        var compared = Compare(trials);
        var floor = benchmark.Target is { IsBaseline: false } && compared.Status is MetricStatus.Pass or MetricStatus.Fail;
        return floor
            ? [compared, .. own.Select(m => m with { Status = MetricStatus.Informative, Explanation = $"{m.Explanation} (a floor; the recorded baseline decides)" })]
            : [.. own, compared];
    }

    private Metric Compare(IReadOnlyList<TrialRecord> trials)
    {
        var official = baseline.Items.ToDictionary(i => i.Id, i => i.Scores, StringComparer.Ordinal);
        var pairs = trials.Where(t => t.Value is not null && official.ContainsKey(t.Sample)).GroupBy(t => t.Sample)
            .Select(g => (Vendor: g.Select(t => t.Value!.Value).ToList(), Official: official[g.Key])).ToList();
        if (pairs.Count < 2)
            return new(MetricName, null, null, null, null, null, MetricStatus.Undecided, $"{pairs.Count} items have scores on both sides; two are needed");
        var reference = pairs.Average(p => p.Official.Average());
        var margin = reference >= HighScore ? MarginOfHighScore : MarginOfOtherScore;
        var difference = Difference(pairs);
        var tries = pairs.Sum(p => p.Vendor.Count);
        var judged = NonInferiority.Judge(difference, tries, new(margin, AccuracyRule.Alpha, AccuracyRule.Beta));
        var status = judged.Verdict switch
        {
            StatisticalVerdict.Conforms => MetricStatus.Pass,
            StatisticalVerdict.Fails => MetricStatus.Fail,
            _ => MetricStatus.Undecided,
        };
        var value = pairs.Average(p => p.Vendor.Average());
        var interval = new Interval(Math.Clamp(reference + difference.Lower(.975), 0, 1), Math.Clamp(reference + difference.Upper(.975), 0, 1), .95);
        return new(
            MetricName, value, interval, reference, margin, reference - margin, status,
            string.Create(CultureInfo.InvariantCulture, $"{value:0.000} against {reference:0.000} of {baseline.Endpoint.Model} on {pairs.Count} items; the difference lies above {judged.Lower:+0.000;-0.000} with 95 % confidence and below {judged.Upper:+0.000;-0.000} with 99 %, {-margin:0.00} is allowed"));
    }

    private static IBoundedEstimate Difference(List<(List<double> Vendor, IReadOnlyList<double> Official)> pairs)
    {
        var paired = Comparison.Paired([.. pairs.Select(p => (IReadOnlyCollection<double>)[p.Vendor.Average() - p.Official.Average()])]);
        if (!paired.IsDegenerate || pairs.Any(p => p.Vendor.Concat(p.Official).Any(s => s is not (0 or 1))))
            return paired;
        // All items agree, so that the pairs show no variation: bounds for two proportions keep an honest width.
        return new ProportionDifference(
            pairs.Sum(p => p.Vendor.LongCount(s => s >= 1)), pairs.Sum(p => (long)p.Vendor.Count), pairs.Sum(p => p.Official.LongCount(s => s >= 1)), pairs.Sum(p => (long)p.Official.Count));
    }
}
