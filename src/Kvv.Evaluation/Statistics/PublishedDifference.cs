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
    private double Share => (double)Successes / Trials;

    private long PublishedSuccesses => (long)Math.Round(Published * PublishedTrials);

    // Against itself as a count, so that a figure printed with two places does not move the bounds.
    private double PublishedShare => (double)PublishedSuccesses / PublishedTrials;

    /// <inheritdoc />
    public double Value => Share - Published;

    /// <summary>Never: exact bounds keep a width even when all trials agree.</summary>
    public bool IsDegenerate => false;

    /// <inheritdoc />
    public double Lower(double confidence) => Value - double.Hypot(
        Share - Proportion.ClopperPearsonLower(Successes, Trials, confidence),
        Proportion.ClopperPearsonUpper(PublishedSuccesses, PublishedTrials, confidence) - PublishedShare);

    /// <inheritdoc />
    public double Upper(double confidence) => Value + double.Hypot(
        Proportion.ClopperPearsonUpper(Successes, Trials, confidence) - Share,
        PublishedShare - Proportion.ClopperPearsonLower(PublishedSuccesses, PublishedTrials, confidence));
}
