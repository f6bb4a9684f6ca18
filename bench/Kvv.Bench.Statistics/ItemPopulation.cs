using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using MathNet.Numerics.Distributions;

namespace Kvv.Bench.Statistics;

/// <summary>A made-up item set: success rates at the quantiles of a beta law, moved on the logit scale to an exact mean.</summary>
internal static class ItemPopulation
{
    public static double[] Rates(int items, double mean, double intraclass)
    {
        var concentration = (1 - intraclass) / intraclass;
        var raw = Enumerable.Range(0, items)
            .Select(j => Math.Clamp(Beta.InvCDF(mean * concentration, (1 - mean) * concentration, (j + .5) / items), .0005, .9999))
            .ToArray();
        return WithMean(raw, mean);
    }

    /// <summary>The same items, all a little harder or easier, with this mean.</summary>
    public static double[] WithMean(double[] rates, double mean) => DesignBets.ShiftDown(rates, rates.Average() - mean).Rates;

    /// <summary>What an official endpoint with these rates shows in so many runs.</summary>
    public static ItemBaselines Official(double[] rates, int runs, ulong seed)
    {
        var random = new SplitMix64(seed);
        return ItemBaselines.FromRuns(
            [.. rates.Select(p => ItemScores.FromSuccesses(Enumerable.Range(0, runs).Count(_ => random.NextDouble() < p), runs))]);
    }

    /// <summary>
    /// Outcomes of one full run whose mean difference to the baselines lies just at <paramref name="target"/>: at most one
    /// item's worth below it, or above it.
    /// </summary>
    public static double[] FullRunAt(double[] rates, ItemBaselines baselines, double target, bool below, SplitMix64 random)
    {
        var outcomes = rates.Select(p => random.NextDouble() < p ? 1d : 0).ToArray();
        var sum = outcomes.Select((x, j) => baselines.Difference(j, x)).Sum();
        var goal = target * rates.Length;
        while (below ? sum > goal || sum + 1 <= goal : sum < goal || sum - 1 >= goal)
        {
            var item = random.NextBelow(rates.Length);
            var wanted = sum > goal ? 0d : 1d;
            sum += wanted - outcomes[item];
            outcomes[item] = wanted;
        }

        return outcomes;
    }
}
