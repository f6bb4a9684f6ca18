using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Baselines;

/// <summary>
/// Adds the comparison with a recorded baseline to the figures of a benchmark of fixed size: the mean over the items that both
/// sides scored of the difference of their scores, by a non-inferiority test. With several tries of each item on both sides the
/// items are strata, else pairs. Where the deciding figure has only a floor of our own, the floor is then reported and no longer
/// decides: a measured figure of the maker's service is the better bar. Every other figure decides as before.
/// </summary>
/// <param name="benchmark">The benchmark.</param>
/// <param name="baseline">The recorded baseline.</param>
/// <param name="unusable">Why it cannot be used, or <see langword="null"/>.</param>
internal sealed class BaselineJudge(Benchmark benchmark, BaselineFile baseline, string? unusable) : IBenchmarkJudge
{
    public const string MetricName = "against-baseline";

    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var own = benchmark.Judge.Judge(trials);
        if (unusable is not null)
            return [.. own, new(MetricName, null, null, null, null, null, MetricStatus.Informative, $"not compared: {unusable}")];
        var compared = Compare(trials);
        if (benchmark.Target is not { IsBaseline: false } floor || compared.Status is not (MetricStatus.Pass or MetricStatus.Fail))
            return [.. own, compared];
        var replaced = own.FirstOrDefault(m => m.Threshold == floor.Reference - floor.Margin);
        return [compared, .. own.Select(m => m == replaced ? m with { Status = MetricStatus.Informative, Explanation = $"{m.Explanation} (a floor; the recorded baseline decides)" } : m)];
    }

    private Metric Compare(IReadOnlyList<TrialRecord> trials)
    {
        var official = baseline.Items.ToDictionary(i => i.Id, i => i.Scores, StringComparer.Ordinal);
        var pairs = BaselineRecording.Scores(benchmark, trials).Where(s => official.ContainsKey(s.Sample)).GroupBy(s => s.Sample)
            .Select(g => (Vendor: g.Select(s => s.Score).ToList(), Official: official[g.Key])).ToList();
        if (pairs.Count < 2)
            return new(MetricName, null, null, null, null, null, MetricStatus.Undecided, $"{pairs.Count} items have scores on both sides; two are needed");
        var reference = pairs.Average(p => p.Official.Average());
        var margin = ItemBaselines.DefaultMargin(reference);
        var difference = Difference(pairs);
        var tries = pairs.Sum(p => p.Vendor.Count);
        var judged = NonInferiority.Judge(difference, tries, new(margin, AccuracyRule.Alpha, AccuracyRule.Beta));
        var value = pairs.Average(p => p.Vendor.Average());
        var interval = new Interval(Math.Clamp(reference + difference.Lower(.975), 0, 1), Math.Clamp(reference + difference.Upper(.975), 0, 1), .95);
        return new(
            MetricName, value, interval, reference, margin, reference - margin, judged.Verdict.Status(),
            string.Create(CultureInfo.InvariantCulture, $"{value:0.000} against {reference:0.000} of {baseline.Endpoint.Model} on {pairs.Count} items; the difference lies above {judged.Lower:+0.000;-0.000} with 95 % confidence and below {judged.Upper:+0.000;-0.000} with 99 %, {-margin:0.00} is allowed"))
        {
            PValue = difference switch
            {
                Estimate estimate => estimate.PValueBelow(0),
                _ => PValues.OfUpperBound(difference),
            },
        };
    }

    private static IBoundedEstimate Difference(List<(List<double> Vendor, IReadOnlyList<double> Official)> pairs)
    {
        var paired = pairs.All(p => p.Vendor.Count > 1 && p.Official.Count > 1)
            ? Comparison.Stratified([.. pairs.Select(p => new ItemPair(ItemScores.FromScores(p.Vendor), ItemScores.FromScores([.. p.Official])))])
            : Comparison.Paired([.. pairs.Select(p => (IReadOnlyCollection<double>)[p.Vendor.Average() - p.Official.Average()])]);
        if (!paired.IsDegenerate || pairs.Any(p => p.Vendor.Concat(p.Official).Any(s => s is not (0 or 1))))
            return paired;
        // All items agree, so that the pairs show no variation: bounds for two proportions keep an honest width.
        return new ProportionDifference(
            pairs.Sum(p => p.Vendor.LongCount(s => s >= 1)), pairs.Sum(p => (long)p.Vendor.Count), pairs.Sum(p => p.Official.LongCount(s => s >= 1)), pairs.Sum(p => (long)p.Official.Count));
    }
}
