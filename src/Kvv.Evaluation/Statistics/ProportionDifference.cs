namespace Kvv.Evaluation.Statistics;

/// <summary>
/// Difference of two independent proportions, endpoint minus baseline, with bounds that stay honest near 0 and 1 and for
/// few trials: the Wilson ends of each side combined, d - √((p-l)² + (u₀-p₀)²) and d + √((u-p)² + (p₀-l₀)²).
/// </summary>
/// <remarks>Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873, method 10.</remarks>
/// <param name="Successes">Of the endpoint.</param>
/// <param name="Trials">Of the endpoint, at least 1.</param>
/// <param name="OfficialSuccesses">Of the baseline.</param>
/// <param name="OfficialTrials">Of the baseline, at least 1.</param>
public sealed record ProportionDifference(long Successes, long Trials, long OfficialSuccesses, long OfficialTrials) : IBoundedEstimate
{
    private (long Successes, long Trials) Vendor => (Successes, Trials);

    private (long Successes, long Trials) Official => (OfficialSuccesses, OfficialTrials);

    /// <inheritdoc />
    public double Value => SquareAndAdd.Share(Vendor) - SquareAndAdd.Share(Official);

    /// <summary>Never: Wilson's bounds keep a width even when all trials agree.</summary>
    public bool IsDegenerate => false;

    /// <inheritdoc />
    public double Lower(double confidence) => Value - SquareAndAdd.Distance(Vendor, Official, Proportion.WilsonLower, Proportion.WilsonUpper, confidence);

    /// <inheritdoc />
    public double Upper(double confidence) => Value + SquareAndAdd.Distance(Official, Vendor, Proportion.WilsonLower, Proportion.WilsonUpper, confidence);

    /// <summary>The two-sided interval.</summary>
    public Interval Interval(double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        return new Interval(Lower((1 + confidence) / 2), Upper((1 + confidence) / 2), confidence);
    }
}
