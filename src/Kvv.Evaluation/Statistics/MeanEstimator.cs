namespace Kvv.Evaluation.Statistics;

/// <summary>Which small-sample factor a clustered standard error carries.</summary>
public enum ClusterCorrection
{
    /// <summary>CR0: none. Too small with few clusters; kept for comparison with other tools.</summary>
    None,

    /// <summary>C/(C - 1), C the number of clusters; with t on C - 1 degrees of freedom.</summary>
    ClusterCount,
}

/// <summary>Standard errors of a mean score under the three ways trials can hang together.</summary>
/// <remarks>
/// Trials of one item are *clusters* when the question is how good the model is in general, and *strata* when the question
/// is whether it is the same model on these very items. Verdicts ask the second question. With fewer than 30 clusters
/// prefer the stratified form. Source: E. Miller, "Adding error bars to evals", arXiv 2411.00640.
/// </remarks>
public static class MeanEstimator
{
    /// <summary>Independent trials: s/√n, t with n - 1 degrees of freedom.</summary>
    /// <param name="values">At least two values.</param>
    public static Estimate Independent(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2);
        var scores = ItemScores.FromScores(values);
        return new Estimate(scores.Mean, Math.Sqrt(scores.Variance / values.Count), values.Count - 1);
    }

    /// <summary>Clustered trials: √(f·Σ_c (Σ_{i∈c}(x_i - x̄))²)/n, f = 1 or C/(C - 1).</summary>
    /// <param name="clusters">At least two clusters, none empty.</param>
    /// <param name="correction">The small-sample factor.</param>
    public static Estimate Clustered(
        IReadOnlyCollection<IReadOnlyCollection<double>> clusters,
        ClusterCorrection correction = ClusterCorrection.ClusterCount)
    {
        ArgumentNullException.ThrowIfNull(clusters);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters.Count, 2);
        if (clusters.Any(c => c.Count == 0))
            throw new ArgumentException("A cluster is empty.", nameof(clusters));
        var n = clusters.Sum(c => c.Count);
        var mean = clusters.Sum(c => c.Sum()) / n;
        var sum = clusters.Sum(c => Square(c.Sum(x => x - mean)));
        double count = clusters.Count;
        if (correction == ClusterCorrection.ClusterCount)
            sum *= count / (count - 1);
        return new Estimate(mean, Math.Sqrt(sum) / n, count - 1);
    }

    /// <summary>
    /// Fixed items as strata, each weighing the same: mean of the item means, √(Σ_j s_j²/K_j)/J. For 0/1 scores
    /// s_j²/K_j = p_j(1-p_j)/(K_j - 1). Degrees of freedom after Satterthwaite.
    /// </summary>
    /// <param name="items">At least one item, each with at least two runs: one run shows no variation.</param>
    public static Estimate Stratified(IReadOnlyCollection<ItemScores> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(items.Count, 1);
        if (items.Any(i => i.Runs < 2))
            throw new ArgumentException("An item was run only once; its variation is unknown.", nameof(items));
        return StratifiedSum(items.Average(i => i.Mean), items.Count, items.Select(i => (i.Variance / i.Runs, i.Runs - 1)));
    }

    /// <summary>Combines variances of item means into the estimate of their average, with Satterthwaite's degrees of freedom.</summary>
    internal static Estimate StratifiedSum(double value, int items, IEnumerable<(double Variance, int DegreesOfFreedom)> parts)
    {
        double variance = 0, spread = 0;
        foreach (var part in parts)
        {
            variance += part.Variance;
            spread += part.Variance * part.Variance / part.DegreesOfFreedom;
        }

        var degreesOfFreedom = spread > 0 ? variance * variance / spread : double.PositiveInfinity;
        return new Estimate(value, Math.Sqrt(variance) / items, degreesOfFreedom);
    }

    private static double Square(double x) => x * x;
}
