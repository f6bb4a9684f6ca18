namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>Whether the baseline is known well enough for a margin.</summary>
public enum BaselinePrecision
{
    /// <summary>Standard error at most margin/8: it hardly moves the error rates.</summary>
    Sufficient,

    /// <summary>Up to margin/4: usable with a warning; realised error rates drift by a few points.</summary>
    Coarse,

    /// <summary>Above margin/4: no verdict should be based on it.</summary>
    Unusable,
}

/// <summary>
/// What the official endpoint scores on each item, shrunk toward the common mean (beta-binomial): B̃_j = (s_j + κB̄)/(m_j + κ),
/// κ = (1-ρ)/ρ. Subtracting it from a trial's score takes the differences between items out of the noise.
/// </summary>
/// <remarks>
/// The intraclass correlation ρ comes from one-way analysis of variance, clipped to [.05, .95]. When every run was right (or
/// every run wrong) the scores show no variation, though the next run may be wrong: then all items get the posterior mean of
/// Jeffreys' prior, (s + ½)/(n + 1) over all n runs, as their rate, and its variance. When items differ but none ever differed
/// from run to run, v is ε(1-ε) with ε = ½/(n - J + 1), the same prior for a run unlike the others of its item.
/// </remarks>
public sealed class ItemBaselines
{
    /// <summary>ρ assumed when every item was run once, so that it cannot be estimated.</summary>
    public const double DefaultIntraclass = .6;

    private ItemBaselines(double mean, double intraclass, bool estimated, double withinVariance, double standardError, double[] expected)
    {
        Mean = mean;
        Intraclass = intraclass;
        IntraclassIsEstimated = estimated;
        WithinVariance = withinVariance;
        StandardError = standardError;
        Expected = expected;
        Correction = expected.Average() - mean;
    }

    /// <summary>B̄, the mean over items of the official mean score.</summary>
    public double Mean { get; }

    /// <summary>ρ.</summary>
    public double Intraclass { get; }

    /// <summary>Whether ρ was estimated from repeated runs rather than assumed.</summary>
    public bool IntraclassIsEstimated { get; }

    /// <summary>κ, the weight of the common mean in runs.</summary>
    public double Kappa => (1 - Intraclass) / Intraclass;

    /// <summary>v, the variance of one trial around its own item's expectation.</summary>
    public double WithinVariance { get; }

    /// <summary>Standard error of <see cref="Mean"/> for these very items: √(v·Σ 1/m_j)/J, 0 when the rates are known.</summary>
    public double StandardError { get; }

    /// <summary>B̃_j by item.</summary>
    public IReadOnlyList<double> Expected { get; }

    /// <summary>mean B̃ - B̄: 0 when all items have equally many runs.</summary>
    public double Correction { get; }

    /// <summary>From official runs per item.</summary>
    /// <param name="items">At least two items with scores in [0, 1].</param>
    /// <param name="defaultIntraclass">ρ to assume when no item has two runs.</param>
    public static ItemBaselines FromRuns(IReadOnlyList<ItemScores> items, double defaultIntraclass = DefaultIntraclass)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(items.Count, 2);
        Domain.OpenUnit(defaultIntraclass);
        foreach (var item in items)
            Domain.Unit(item.Mean, nameof(items));

        double runs = items.Sum(i => i.Runs);
        var mean = items.Average(i => i.Mean);
        if (mean is 0 or 1)
        {
            var rate = (runs * mean + .5) / (runs + 1);
            return new ItemBaselines(rate, defaultIntraclass, false, rate * (1 - rate), Math.Sqrt(rate * (1 - rate) / runs), [.. items.Select(_ => rate)]);
        }

        var repeated = runs > items.Count;
        var within = repeated ? items.Sum(i => i.SumOfSquares) / (runs - items.Count) : double.NaN;
        var intraclass = repeated ? AnalysisOfVariance(items, runs, within) : defaultIntraclass;
        var variance = within > 0 ? within : repeated ? Unseen(runs - items.Count) : SampleSize.WithinItemVariance(mean, intraclass);
        var kappa = (1 - intraclass) / intraclass;
        return new ItemBaselines(
            mean, intraclass, repeated, variance,
            Math.Sqrt(variance * items.Sum(i => 1d / i.Runs)) / items.Count,
            [.. items.Select(i => (i.Runs * i.Mean + kappa * mean) / (i.Runs + kappa))]);
    }

    /// <summary>From rates taken as exactly known, such as a published table per item.</summary>
    public static ItemBaselines FromKnownRates(IReadOnlyCollection<double> rates)
    {
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentOutOfRangeException.ThrowIfLessThan(rates.Count, 1);
        foreach (var rate in rates)
            Domain.Unit(rate, nameof(rates));
        var mean = rates.Average();
        var variance = rates.Average(b => b * (1 - b));
        var total = mean * (1 - mean);
        return new ItemBaselines(mean, total > 0 ? 1 - variance / total : DefaultIntraclass, true, variance, 0, [.. rates]);
    }

    /// <summary>What is subtracted from a score of this item: B̃_j - <see cref="Correction"/>.</summary>
    public double Offset(int item) => Expected[item] - Correction;

    /// <summary>D = X - B̃_j + correction, whose mean over uniformly drawn items is "endpoint minus baseline".</summary>
    public double Difference(int item, double score) => score - Offset(item);

    /// <summary>Whether <see cref="StandardError"/> is small enough for a margin.</summary>
    public BaselinePrecision Precision(double margin) => PrecisionOf(StandardError, margin);

    /// <summary>Whether a baseline with this standard error is known well enough for a margin.</summary>
    /// <param name="standardError">At least 0.</param>
    /// <param name="margin">δ, above 0.</param>
    public static BaselinePrecision PrecisionOf(double standardError, double margin)
    {
        Domain.NonNegative(standardError);
        Domain.Positive(margin);
        return standardError <= margin / 8 ? BaselinePrecision.Sufficient
            : standardError <= margin / 4 ? BaselinePrecision.Coarse
            : BaselinePrecision.Unusable;
    }

    /// <summary>The usual margin: .03 for a baseline of at least .75, .05 below.</summary>
    public static double DefaultMargin(double baseline) => baseline >= .75 ? .03 : .05;

    // No item ever scored differently from run to run, yet the next run may: half a run in so many comparisons that did.
    private static double Unseen(double comparisons)
    {
        var rate = .5 / (comparisons + 1);
        return rate * (1 - rate);
    }

    private static double AnalysisOfVariance(IReadOnlyList<ItemScores> items, double runs, double within)
    {
        var grand = items.Sum(i => i.Runs * i.Mean) / runs;
        var between = items.Sum(i => i.Runs * (i.Mean - grand) * (i.Mean - grand)) / (items.Count - 1);
        // The effective number of runs per item; with equal numbers it is that number.
        var perItem = (runs - items.Sum(i => (double)i.Runs * i.Runs) / runs) / (items.Count - 1);
        var total = between + (perItem - 1) * within;
        return total > 0 ? Math.Clamp((between - within) / total, .05, .95) : DefaultIntraclass;
    }
}
