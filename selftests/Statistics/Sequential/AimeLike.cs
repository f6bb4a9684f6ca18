using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using MathNet.Numerics.Distributions;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>
/// A made-up set shaped like AIME: 30 items, mean .93, intraclass correlation .45 (quantiles of a beta law, moved on the
/// logit scale to the exact mean).
/// </summary>
internal static class AimeLike
{
    public static double[] Rates { get; } = Make();

    public static ItemBaselines Baselines { get; } = ItemBaselines.FromKnownRates(Rates);

    public static SequentialRule Rule { get; } = SequentialRule.ForBenchmark("aime-like", Baselines, .03, new IndependentDraws(30), 960);

    /// <summary>Every item a little harder by a common logit shift, the mean lower by <paramref name="points"/>.</summary>
    public static double[] Worse(double points) => points == 0 ? Rates : DesignBets.ShiftDown(Rates, points).Rates;

    /// <summary>One endpoint's observations along the rule's schedule.</summary>
    public static IEnumerable<Observation> Run(double[] rates, ulong seed)
    {
        var random = new SplitMix64(~seed);
        foreach (var trial in Rule.Scheme.Schedule(seed, Rule.MaximumTrials))
            yield return new Observation(trial, ObservationOutcome.Scored, random.NextDouble() < rates[trial.Item] ? 1 : 0);
    }

    private static double[] Make()
    {
        const double mean = .93, concentration = (1 - .45) / .45;
        var raw = Enumerable.Range(0, 30)
            .Select(j => Math.Clamp(Beta.InvCDF(mean * concentration, (1 - mean) * concentration, (j + .5) / 30), .001, .9999))
            .ToArray();
        return DesignBets.ShiftDown(raw, raw.Average() - mean).Rates;
    }
}
