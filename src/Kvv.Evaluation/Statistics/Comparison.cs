namespace Kvv.Evaluation.Statistics;

/// <summary>One item as both sides scored it.</summary>
/// <param name="Vendor">The endpoint under test.</param>
/// <param name="Official">The baseline.</param>
public readonly record struct ItemPair(ItemScores Vendor, ItemScores Official);

/// <summary>Differences "endpoint minus baseline" with the uncertainty of both sides where it is known.</summary>
/// <remarks>A baseline published without a sample size is taken as exact: then the hypothesis is about the published number.</remarks>
public static class Comparison
{
    /// <summary>Two independent estimates: standard errors add in quadrature, degrees of freedom after Welch and Satterthwaite.</summary>
    public static Estimate Unpaired(Estimate vendor, Estimate official)
    {
        ArgumentNullException.ThrowIfNull(vendor);
        ArgumentNullException.ThrowIfNull(official);
        var a = vendor.StandardError * vendor.StandardError;
        var b = official.StandardError * official.StandardError;
        var spread = a * a / vendor.DegreesOfFreedom + b * b / official.DegreesOfFreedom;
        return new Estimate(vendor.Value - official.Value, Math.Sqrt(a + b), spread > 0 ? (a + b) * (a + b) / spread : double.PositiveInfinity);
    }

    /// <summary>Against a published proportion; its own standard error √(b(1-b)/n₀) enters when its sample size is known.</summary>
    /// <param name="vendor">The measured mean.</param>
    /// <param name="published">The baseline, from 0 to 1.</param>
    /// <param name="publishedTrials">Its number of trials, or <see langword="null"/> when the publisher does not say.</param>
    public static Estimate Unpaired(Estimate vendor, double published, long? publishedTrials = null)
    {
        Domain.Unit(published);
        if (publishedTrials is { } n)
            ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var error = publishedTrials is { } trials ? Math.Sqrt(published * (1 - published) / trials) : 0;
        return Unpaired(vendor, new Estimate(published, error));
    }

    /// <summary>Differences of matched trials, grouped by item when an item has several: clustered standard error of their mean.</summary>
    /// <param name="differences">Per item the differences endpoint - baseline; at least two items.</param>
    public static Estimate Paired(IReadOnlyCollection<IReadOnlyCollection<double>> differences) =>
        MeanEstimator.Clustered(differences);

    /// <summary>
    /// The same fixed items on both sides: mean over items of the difference of item means, with the variances of both
    /// sides inside each item. An official side of a single run counts as exact there.
    /// </summary>
    /// <param name="items">At least one; each with at least two runs of the endpoint.</param>
    public static Estimate Stratified(IReadOnlyCollection<ItemPair> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(items.Count, 1);
        if (items.Any(i => i.Vendor.Runs < 2))
            throw new ArgumentException("An item was run only once on the endpoint; its variation is unknown.", nameof(items));
        var parts = items.Select(i => i.Vendor).Concat(items.Select(i => i.Official).Where(o => o.Runs > 1));
        return MeanEstimator.StratifiedSum(
            items.Average(i => i.Vendor.Mean - i.Official.Mean),
            items.Count,
            parts.Select(p => (p.Variance / p.Runs, p.Runs - 1)));
    }
}
