using MathNet.Numerics;

namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// Intervals that cover the truth at all times at once, so they may be read after every trial and at any stop.
/// </summary>
public static class ConfidenceSequence
{
    private const int Bisections = 200;
    private const int Bets = 10;

    /// <summary>
    /// For 0/1 values: { m : ln B(1+s, 1+n-s) - s ln m - (n-s) ln(1-m) &lt; ln(1/α) }, the beta-binomial mixture with a
    /// uniform prior (H. Robbins 1970). [0, 1] before the first value.
    /// </summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">At least 0.</param>
    /// <param name="confidence">Simultaneous coverage.</param>
    public static Interval BetaBinomial(long successes, long trials, double confidence = .95)
    {
        Domain.Counts(successes, trials);
        Domain.OpenUnit(confidence);
        double s = successes, f = trials - successes;
        var mixture = SpecialFunctions.BetaLn(1 + s, 1 + f);
        var threshold = -Math.Log(1 - confidence);
        var peak = trials == 0 ? .5 : s / trials;

        return new Interval(
            successes == 0 ? 0 : Boundary(0, peak),
            successes == trials ? 1 : Boundary(1, peak),
            confidence);

        double Boundary(double outside, double inside) => Bisect(outside, inside, m => LogE(m) >= threshold);

        double LogE(double m) => mixture - (s > 0 ? s * Math.Log(m) : 0) - (f > 0 ? f * LogSpace.Log1p(-m) : 0);
    }

    /// <summary>
    /// For values in [low, high]: each end is where a mixture of ten fixed bets .98·2^-k/(high-low) reaches evidence
    /// 2/α. The bets do not depend on the mean asked about, so the mixture is monotone in it and one bisection finds the end.
    /// </summary>
    /// <param name="values">In the order observed.</param>
    /// <param name="low">No value is below this.</param>
    /// <param name="high">No value is above this.</param>
    /// <param name="confidence">Simultaneous two-sided coverage.</param>
    /// <param name="population">Number of values in all when drawn without replacement: then the interval is for their mean.</param>
    public static Interval Bounded(IReadOnlyList<double> values, double low, double high, double confidence = .95, int? population = null)
    {
        Domain.OpenUnit(confidence);
        var oneSided = (1 + confidence) / 2;
        return new Interval(
            BoundedLower(values, low, high, oneSided, population), BoundedUpper(values, low, high, oneSided, population), confidence);
    }

    /// <summary>The one-sided lower end at confidence 1 - α (evidence 1/α against every smaller mean).</summary>
    /// <inheritdoc cref="Bounded" path="/param"/>
    public static double BoundedLower(IReadOnlyList<double> values, double low, double high, double confidence, int? population = null)
    {
        var bets = Enumerable.Range(0, Bets).Select(k => .98 * Math.Pow(2, -k) / (high - low)).ToArray();
        return BoundedLower(values, low, high, confidence, population, bets, [.. Enumerable.Repeat(-Math.Log(Bets), Bets)]);
    }

    /// <summary>
    /// The lower end under given bets: the largest mean against which their mixture holds evidence 1/α. The first bet may add
    /// to each value a shift of its item (<see cref="RaceDesign.PassShifts"/>).
    /// </summary>
    internal static double BoundedLower(
        IReadOnlyList<double> values, double low, double high, double confidence, int? population, double[] bets, double[] logWeights,
        IReadOnlyList<double>? shifts = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        Domain.OpenUnit(confidence);
        Domain.Positive(high - low);
        foreach (var value in values)
            Domain.Within(value, low - 1e-12, high + 1e-12, nameof(values));
        if (values.Count == 0)
            return low;
        var threshold = -Math.Log(1 - confidence);
        Func<double, double> logE = population is { } size
            ? m => LogWithoutReplacement(values, low, high, m, size, bets, logWeights)
            : LogWithReplacement(values, low, bets, logWeights, shifts);
        return Bisect(low, high, m => logE(m) >= threshold);
    }

    /// <summary>The one-sided upper end at confidence 1 - α.</summary>
    /// <inheritdoc cref="Bounded" path="/param"/>
    public static double BoundedUpper(IReadOnlyList<double> values, double low, double high, double confidence, int? population = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        return -BoundedLower([.. values.Select(x => -x)], -high, -low, confidence, population);
    }

    /// <summary>The point between <paramref name="refuted"/> and <paramref name="kept"/> where refutation ends; <paramref name="refuted"/> itself when nothing is refuted.</summary>
    private static double Bisect(double refuted, double kept, Func<double, bool> isRefuted)
    {
        if (!isRefuted(refuted))
            return refuted;
        for (var i = 0; i < Bisections && Math.Abs(kept - refuted) > 1e-14; i++)
        {
            var middle = (refuted + kept) / 2;
            if (isRefuted(middle))
                refuted = middle;
            else
                kept = middle;
        }

        return (refuted + kept) / 2;
    }

    private static Func<double, double> LogWithReplacement(
        IReadOnlyList<double> values, double low, double[] bets, double[] logWeights, IReadOnlyList<double>? shifts)
    {
        // The product does not depend on the order, and paired 0/1 scores take only two values per item.
        var counts = values.Select((x, i) => (Value: x, Shift: shifts?[i] ?? 0)).GroupBy(x => x)
            .Select(g => (g.Key.Value, g.Key.Shift, Count: g.Count())).OrderBy(g => g.Value).ThenBy(g => g.Shift).ToArray();
        var lowest = low + Math.Min(0, counts.Min(c => c.Shift));
        return m =>
        {
            double[] wealth = [.. logWeights];
            for (var k = 0; k < bets.Length; k++)
            {
                foreach (var (value, shift, count) in counts)
                    wealth[k] += count * (k == 0 ? LogFactor(bets[k], value + shift, m, lowest) : LogFactor(bets[k], value, m, low));
            }

            return LogSpace.SumExp(wealth);
        };
    }

    private static double LogWithoutReplacement(
        IReadOnlyList<double> values, double low, double high, double m, int population, double[] bets, double[] logWeights)
    {
        // With all values seen their mean is known: any smaller one is refuted.
        if (values.Count == population)
            return m < values.Sum() / population ? double.PositiveInfinity : double.NegativeInfinity;
        double[] wealth = [.. logWeights];
        var sum = 0d;
        for (var t = 0; t < values.Count; t++)
        {
            var mean = (population * m - sum) / (population - t);
            if (mean < low - 1e-12)
                return double.PositiveInfinity;
            if (mean > high + 1e-12)
                return double.NegativeInfinity;
            for (var k = 0; k < bets.Length; k++)
                wealth[k] += LogFactor(bets[k], values[t], mean, low);
            sum += values[t];
        }

        return LogSpace.SumExp(wealth);
    }

    // The bet is cut where a loss would take more than the wealth; the factor still falls when the mean asked about rises.
    private static double LogFactor(double bet, double value, double mean, double low) =>
        LogSpace.Log1p(Math.Max(Math.Min(bet, .99 / Math.Max(mean - low, 1e-9)) * (value - mean), -1 + 1e-12));
}
