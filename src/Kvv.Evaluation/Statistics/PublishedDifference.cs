namespace Kvv.Evaluation.Statistics;

/// <summary>
/// Difference of a proportion to a published one that is itself the mean of so many trials: the exact (Clopper-Pearson) ends of
/// either side combined, d - √((p-l)² + (u₀-p₀)²) and d + √((u-p)² + (p₀-l₀)²). Neither bound is sharper than the exact one against
/// a figure without error: to know that a figure is uncertain never makes a verdict easier.
/// </summary>
/// <remarks>
/// The combination is that of R. G. Newcombe, Statistics in Medicine 17 (1998) 873; with Wilson's ends, as in
/// <see cref="ProportionDifference"/>, a small sample against a large one fails in 1.6 % instead of 1 % of cases. With exact ends both
/// error rates, summed over all outcomes of either side, stayed below their nominal values wherever they were computed (30 to
/// 1,000 trials, rates from .5 to .99).
/// </remarks>
/// <param name="Successes">Of the endpoint.</param>
/// <param name="Trials">Of the endpoint, at least 1.</param>
/// <param name="Published">The published proportion, from 0 to 1.</param>
/// <param name="PublishedTrials">Trials behind it, at least 1.</param>
public sealed record PublishedDifference(long Successes, long Trials, double Published, long PublishedTrials) : IBoundedEstimate
{
    private (long Successes, long Trials) Endpoint => (Successes, Trials);

    // As a count, so that a figure printed with two places does not move the distance of its bounds.
    private (long Successes, long Trials) Reference => ((long)Math.Round(Published * PublishedTrials), PublishedTrials);

    /// <inheritdoc />
    public double Value => SquareAndAdd.Share(Endpoint) - Published;

    /// <summary>Never: exact bounds keep a width even when all trials agree.</summary>
    public bool IsDegenerate => false;

    /// <inheritdoc />
    public double Lower(double confidence) => Value - SquareAndAdd.Distance(Endpoint, Reference, Proportion.ClopperPearsonLower, Proportion.ClopperPearsonUpper, confidence);

    /// <inheritdoc />
    public double Upper(double confidence) => Value + SquareAndAdd.Distance(Reference, Endpoint, Proportion.ClopperPearsonLower, Proportion.ClopperPearsonUpper, confidence);
}
