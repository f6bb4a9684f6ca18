namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>The Cramér-von Mises test of uniformity on (0, 1).</summary>
/// <remarks>
/// Asymptotic critical values: .3473 (10 %), .4614 (5 %), .7435 (1 %), 1.168 (.1 %); T. W. Anderson and D. A. Darling, Annals of
/// Mathematical Statistics 23 (1952) 193.
/// </remarks>
public static class CramerVonMises
{
    /// <summary>W² = 1/(12n) + Σ ((2i-1)/(2n) - u_(i))².</summary>
    /// <param name="values">At least one value in [0, 1].</param>
    public static double Statistic(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 1);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        Domain.Unit(sorted[0], nameof(values));
        Domain.Unit(sorted[^1], nameof(values));
        return OfSorted(sorted);
    }

    /// <summary>Monte Carlo p-value: how often uniform samples of the same size depart as far.</summary>
    /// <param name="values">At least one value in [0, 1].</param>
    /// <param name="draws">B.</param>
    /// <param name="seed">Equal seeds give equal draws.</param>
    public static PermutationResult Test(IReadOnlyCollection<double> values, int draws, ulong seed)
    {
        var observed = Statistic(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var random = new SplitMix64(seed);
        var sample = new double[values.Count];
        var exceedances = 0;
        for (var b = 0; b < draws; b++)
        {
            for (var i = 0; i < sample.Length; i++)
                sample[i] = random.NextDouble();
            Array.Sort(sample);
            exceedances += OfSorted(sample) >= observed ? 1 : 0;
        }

        return new PermutationResult(observed, PermutationTest.PValue(exceedances, draws), exceedances, draws);
    }

    private static double OfSorted(double[] sorted)
    {
        double n = sorted.Length;
        var sum = 1 / (12 * n);
        for (var i = 0; i < sorted.Length; i++)
        {
            var gap = (2 * i + 1) / (2 * n) - sorted[i];
            sum += gap * gap;
        }

        return sum;
    }
}
