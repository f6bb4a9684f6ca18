namespace Kvv.Evaluation.Statistics;

/// <summary>
/// Seeded bootstrap over clusters: whole clusters are drawn with replacement, so trials of one item (or decisions of one
/// request) stay together. For statistics without a better interval, such as macro-F1 and latency quantiles.
/// </summary>
/// <remarks>Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 13 and 14.</remarks>
public sealed class Bootstrap
{
    private readonly double[] _draws;
    private readonly double _acceleration;

    private Bootstrap(double estimate, double[] draws, double acceleration)
    {
        Value = estimate;
        _draws = draws;
        _acceleration = acceleration;
    }

    /// <summary>The statistic of the data as they are.</summary>
    public double Value { get; }

    /// <summary>The bootstrap values in ascending order.</summary>
    public ReadOnlySpan<double> Draws => _draws;

    /// <summary>Draws from the clusters and computes the statistic of each draw.</summary>
    /// <typeparam name="T">One observation.</typeparam>
    /// <param name="clusters">At least two; clusters of one observation give the ordinary bootstrap.</param>
    /// <param name="statistic">Must be defined for every draw of whole clusters.</param>
    /// <param name="seed">Equal seeds give equal draws.</param>
    /// <param name="replicates">Number of draws, at least 100.</param>
    public static Bootstrap Run<T>(
        IReadOnlyList<IReadOnlyList<T>> clusters, Func<IReadOnlyList<T>, double> statistic, ulong seed, int replicates = 2000)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters.Count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(replicates, 100);
        var random = new SplitMix64(seed);
        var draws = new double[replicates];
        var drawn = new List<T>();
        for (var r = 0; r < replicates; r++)
        {
            drawn.Clear();
            for (var c = 0; c < clusters.Count; c++)
                drawn.AddRange(clusters[random.NextBelow(clusters.Count)]);
            draws[r] = statistic(drawn);
        }

        Array.Sort(draws);
        return new Bootstrap(statistic([.. clusters.SelectMany(c => c)]), draws, Acceleration(clusters, statistic));
    }

    /// <summary>The percentile interval: the (1±confidence)/2 quantiles of the draws.</summary>
    public Interval Percentile(double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        return new Interval(
            Statistics.Quantile.OfSorted(_draws, (1 - confidence) / 2),
            Statistics.Quantile.OfSorted(_draws, (1 + confidence) / 2),
            confidence);
    }

    /// <summary>
    /// The bias-corrected and accelerated interval: quantiles at Φ(z₀ + (z₀+z)/(1 - a(z₀+z))), z₀ from the share of draws
    /// below the estimate (ties half), a from the jackknife over clusters.
    /// </summary>
    public Interval BiasCorrected(double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        var below = _draws.Sum(d => d < Value ? 1 : d == Value ? .5 : 0) / _draws.Length;
        // A share of 0 or 1 would put the bias at infinity; half a draw keeps it finite.
        var bias = NormalLaw.Quantile(Math.Clamp(below, .5 / _draws.Length, 1 - .5 / _draws.Length));
        return new Interval(End((1 - confidence) / 2), End((1 + confidence) / 2), confidence);

        double End(double probability)
        {
            var shifted = bias + NormalLaw.Quantile(probability);
            return Statistics.Quantile.OfSorted(_draws, NormalLaw.Cdf(bias + shifted / (1 - _acceleration * shifted)));
        }
    }

    private static double Acceleration<T>(IReadOnlyList<IReadOnlyList<T>> clusters, Func<IReadOnlyList<T>, double> statistic)
    {
        var without = new double[clusters.Count];
        for (var left = 0; left < clusters.Count; left++)
        {
            var kept = left;
            without[left] = statistic([.. clusters.Where((_, c) => c != kept).SelectMany(c => c)]);
        }

        var mean = without.Average();
        var squares = without.Sum(v => (mean - v) * (mean - v));
        var cubes = without.Sum(v => (mean - v) * (mean - v) * (mean - v));
        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }
}
