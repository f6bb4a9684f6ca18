namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>Trials that a sequential rule is expected to take for an endpoint of known quality.</summary>
/// <remarks>
/// A bet with weight w grows by g nats a trial, so that it reaches its threshold after about (ln(1/level) - ln w)/g trials; the
/// expectation is that of the quickest bet of either side. Without replacement the boundary runs away from the mean of what was
/// seen, as N/(N - n): growth g·(2N/(N - n) - 1) summed up to N·g·(-2 ln(1 - f) - f) at the share f = n/N. Within a tenth of
/// simulation; overshoot is left out.
/// </remarks>
public static class ExpectedTrials
{
    private const int Iterations = 60;

    /// <summary>The expectation, between the rule's minimum and its cap.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="below">How far the endpoint's mean lies below the baseline; negative for a better one.</param>
    public static double Of(SequentialRule rule, double below)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Domain.Finite(below);
        var (offsets, rates) = Endpoint(rule, below);
        var design = rule.Design;
        var pass = Fastest(Race.PassBets(design), rule.Alpha, design.PassShifts, x => x - design.Bad);
        var fail = Fastest(Race.FailBets(design), rule.Beta, design.FailShifts, x => design.Good - x);
        return Math.Clamp(Math.Min(pass, fail), Math.Min(rule.MinimumTrials, rule.MaximumTrials), rule.MaximumTrials);

        double Growth(double bet, IReadOnlyList<double>? shifts, Func<double, double> gain) =>
            offsets.Select((offset, item) =>
            {
                var shift = shifts?[item] ?? 0;
                return rates[item] * LogSpace.Log1p(bet * (gain(1 - offset) + shift)) + (1 - rates[item]) * LogSpace.Log1p(bet * (gain(-offset) + shift));
            }).Average();

        double Fastest(double[] bets, double level, IReadOnlyList<double>? shifts, Func<double, double> gain) =>
            bets.Select((bet, g) => Trials(-Math.Log(level) - Race.LogWeights(design)[g], Growth(bet, g == 0 ? shifts : null, gain), rule.Scheme)).Min();
    }

    // 0/1 scores: what is subtracted from each item's score, and the endpoint's rate on it.
    private static (IReadOnlyList<double> Offsets, double[] Rates) Endpoint(SequentialRule rule, double below)
    {
        if (rule.ItemOffsets is { } offsets)
            return (offsets, DesignBets.ShiftDown([.. offsets.Select(b => Math.Clamp(b, 1e-6, 1 - 1e-6))], below).Rates);
        return ([0], [Math.Clamp(rule.Design.Good - below, 0, 1)]);
    }

    private static double Trials(double threshold, double growth, SamplingScheme scheme)
    {
        if (growth <= 0)
            return double.PositiveInfinity;
        if (scheme is not WithoutReplacement)
            return threshold / growth;
        double low = 0, high = 1;
        for (var i = 0; i < Iterations; i++)
        {
            var share = (low + high) / 2;
            if (scheme.Items * growth * (-2 * Math.Log(1 - share) - share) < threshold)
                low = share;
            else
                high = share;
        }

        return high * scheme.Items;
    }
}
