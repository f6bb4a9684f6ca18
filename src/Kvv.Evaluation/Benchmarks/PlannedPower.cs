using Kvv.Evaluation.Statistics;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>
/// What a judgement over all planned trials can show, computed before anything is spent: by exact binomial sums where trials are
/// judged one by one, else by the normal approximation.
/// </summary>
/// <param name="Trials">The planned trials.</param>
/// <param name="Reference">What the share of right answers is held against.</param>
/// <param name="Margin">How far below still conforms.</param>
/// <param name="Passes">Probability that an endpoint just at the reference passes.</param>
/// <param name="Fails">Probability that an endpoint one margin below it fails.</param>
public sealed record PlannedPower(int Trials, double Reference, double Margin, double Passes, double Fails)
{
    /// <summary>The power of a benchmark's deciding figure.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <returns>The power, or <see langword="null"/> when nothing is judged or no share of right answers decides.</returns>
    public static PlannedPower? Of(Benchmark benchmark)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        if (benchmark.Power is not null || benchmark.Target is not { } target || !benchmark.JudgesShare)
            return benchmark.Power;
        if (benchmark.Rule?.ItemOffsets is { } expected)
            return Normal(target, benchmark.Trials, expected.Select(b => Math.Clamp(b, 0, 1)).Average(b => b * (1 - b)), otherVariance: 0);
        if (benchmark.TriesAreStrata)
            return Normal(target, benchmark.Trials, SampleSize.WithinItemVariance(target.Reference, Statistics.Sequential.ItemBaselines.DefaultIntraclass), Published(target));
        return target.SampleSize is null || benchmark.Rule is not null
            ? Exact(target, benchmark.Trials)
            : Proportions(target, benchmark.Trials);
    }

    /// <summary>By the normal approximation.</summary>
    /// <param name="target">Reference and margin.</param>
    /// <param name="trials">The planned trials.</param>
    /// <param name="variance">Variance of one trial around what it is compared with.</param>
    /// <param name="otherVariance">Variance of the reference itself; 0 when it counts as exact.</param>
    public static PlannedPower Normal(AccuracyTarget target, int trials, double variance, double otherVariance)
    {
        ArgumentNullException.ThrowIfNull(target);
        var together = Math.Max(1e-12, variance + (otherVariance * trials));
        return new(
            trials, target.Reference, target.Margin,
            SampleSize.Power(together, target.Margin, trials, AccuracyRule.Alpha), SampleSize.Power(together, target.Margin, trials, AccuracyRule.Beta));
    }

    private static PlannedPower Proportions(AccuracyTarget target, int trials)
    {
        var below = Math.Max(0, target.Reference - target.Margin);
        return Normal(target, trials, target.Reference * (1 - target.Reference), Published(target)) with
        {
            Fails = Normal(target, trials, below * (1 - below), Published(target)).Fails,
        };
    }

    private static double Published(AccuracyTarget target) =>
        target.SampleSize is { } trials ? target.Reference * (1 - target.Reference) / trials : 0;

    private static PlannedPower Exact(AccuracyTarget target, int trials)
    {
        var bar = target.Reference - target.Margin;
        var passFrom = First(trials, right => Proportion.ClopperPearsonLower(right, trials, 1 - AccuracyRule.Alpha) >= bar);
        var failBelow = First(trials, right => Proportion.ClopperPearsonUpper(right, trials, 1 - AccuracyRule.Beta) >= target.Reference);
        // What passes does not fail, even where both bounds would hold.
        return new(
            trials, target.Reference, target.Margin,
            BinomialPlan.AtLeast(passFrom, trials, target.Reference), BinomialPlan.AtMost(Math.Min(passFrom, failBelow) - 1, trials, Math.Max(0, bar)));
    }

    // Bounds rise with the count: the smallest count for which it holds, or one more than there can be.
    private static int First(int trials, Func<int, bool> holds)
    {
        int low = 0, high = trials + 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(middle))
                high = middle;
            else
                low = middle + 1;
        }

        return high;
    }
}
