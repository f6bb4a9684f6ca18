namespace Kvv.Evaluation.Statistics;

/// <summary>Sample quantiles.</summary>
public static class Quantile
{
    /// <summary>
    /// Linear interpolation between order statistics at h = (n-1)p (type 7 of R. J. Hyndman and Y. Fan, American
    /// Statistician 50 (1996) 361; the default of R and NumPy).
    /// </summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="probability">From 0 (minimum) to 1 (maximum).</param>
    public static double Of(IReadOnlyCollection<double> values, double probability)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }

    /// <summary><see cref="Of"/> for values already in ascending order.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sorted.Length, 1);
        Domain.Unit(probability);
        var h = (sorted.Length - 1) * probability;
        var below = (int)Math.Floor(h);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
    }
}
