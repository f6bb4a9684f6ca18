using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Conformance.Baselines;

/// <summary>
/// Makes a benchmark that may stop early anew, held trial by trial against what the official endpoint scored on the same item:
/// by independent draws of the items (scheme S1), so that the error rates are about the expected score, or each item once at most
/// (S3), so that they are about what the full run would show; a look after every trial.
/// </summary>
internal static class ItemComparison
{
    /// <summary>A baseline that supports no smaller margin than this is not worth a verdict.</summary>
    private const double LargestMargin = .1;

    /// <summary>Makes the benchmark.</summary>
    /// <param name="form">The benchmark that may stop early.</param>
    /// <param name="baseline">Official scores of its items.</param>
    /// <param name="unusable">Why the baseline does not serve, and what to do about it.</param>
    /// <returns>The benchmark, or <see langword="null"/> with the reason.</returns>
    public static Benchmark? TryAgainst(SequentialForm form, BaselineFile baseline, out string? unusable)
    {
        var samples = form.Fixed.Dataset.Samples;
        var official = baseline.Items.ToDictionary(i => i.Id, i => i.Scores, StringComparer.Ordinal);
        var missing = samples.Count(s => !official.ContainsKey(s.Id));
        if (missing > 0)
        {
            unusable = $"the recorded baseline has no score for {missing} of {samples.Count} items; record it anew with `kvv baseline record {baseline.Benchmark}`";
            return null;
        }

        var items = ItemBaselines.FromRuns([.. samples.Select(s => ItemScores.FromScores([.. official[s.Id]]))]);
        var margin = Margin(items);
        if (margin > LargestMargin || margin >= items.Mean)
        {
            unusable = string.Create(CultureInfo.InvariantCulture, $"the recorded baseline is known to {items.StandardError:0.000} only; record it with more tries of each item (`kvv baseline record {baseline.Benchmark} --tries {Tries(items, samples.Count, LargestMargin / 4)}`)");
            return null;
        }

        unusable = null;
        var runs = samples.Sum(s => official[s.Id].Count);
        var rule = SequentialRule.ForBenchmark(form.Fixed.Id, items, margin, form.Scheme, samples.Count) with
        {
            Hashes = new Dictionary<string, string>
            {
                ["dataset"] = form.Fixed.Dataset.Revision,
                ["baseline"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(baseline.ToJson()))),
            },
        };
        if (!form.IsOnceEach)
            rule = rule with { MaximumTrials = RunPlan.UsualCap(rule.Design, Math.Max(runs, form.MaximumTrials)) };
        var coarse = items.Precision(margin) == BaselinePrecision.Sufficient
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", coarse for a margin of {margin:0.000}: its own error moves the error rates by a few points, `kvv baseline record {baseline.Benchmark} --tries {Tries(items, samples.Count, margin / 8)}` makes it sharp");
        var held = string.Create(CultureInfo.InvariantCulture, $"{items.Mean:0.000} of {baseline.Endpoint.Model} ({runs} trials of {samples.Count} items, standard error {items.StandardError:0.0000}{coarse})");
        return form.Against(rule, new(items.Mean, margin, IsBaseline: true, $"recorded from {baseline.Endpoint.Model} at {baseline.RecordedAt:yyyy-MM-dd}"), BaselineJudge.MetricName, held);
    }

    /// <summary>The usual margin, or the smallest that the baseline's own error supports when that is larger; in thousandths.</summary>
    private static double Margin(ItemBaselines items) =>
        Math.Max(ItemBaselines.DefaultMargin(items.Mean), Math.Ceiling(4000 * items.StandardError) / 1000);

    private static int Tries(ItemBaselines items, int count, double standardError) =>
        (int)Math.Ceiling(items.WithinVariance / (count * standardError * standardError));
}
