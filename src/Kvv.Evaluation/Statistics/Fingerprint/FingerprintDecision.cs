namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>What a fingerprint says about "is it the same model".</summary>
public enum FingerprintVerdict
{
    /// <summary>Nothing found, but the test was too weak to have found the alternatives it is meant for.</summary>
    Inconclusive,

    /// <summary>Nothing found by a test strong enough.</summary>
    Match,

    /// <summary>A difference was found, no larger than accepted references differ among themselves.</summary>
    WithinTolerance,

    /// <summary>A difference larger than that.</summary>
    Different,
}

/// <summary>
/// Turns a p-value and a distance into a verdict. Honest endpoints are never equal to the last digit (kernels, batch sizes,
/// parallel layouts shift logits), so significance alone means nothing: the distance must also exceed what accepted
/// references show among themselves at the same sample sizes.
/// </summary>
public static class FingerprintDecision
{
    /// <summary>The tolerance τ: the .99 quantile of distances among accepted references, or their maximum for fewer than 100 pairs.</summary>
    /// <param name="referenceDistances">At least one, at the sample sizes of the test.</param>
    public static double Tolerance(IReadOnlyCollection<double> referenceDistances)
    {
        ArgumentNullException.ThrowIfNull(referenceDistances);
        return Quantile.Of(referenceDistances, referenceDistances.Count < 100 ? 1 : .99);
    }

    /// <summary>Decides.</summary>
    /// <param name="adjustedP">p-value after Holm's adjustment over the tiers.</param>
    /// <param name="distance">The observed distance.</param>
    /// <param name="tolerance">From <see cref="Tolerance"/>.</param>
    /// <param name="power">Registered power against the calibration alternatives (4-bit weights, a sibling model) at this sample size.</param>
    /// <param name="level">Significance level.</param>
    public static FingerprintVerdict Decide(double adjustedP, double distance, double tolerance, double power, double level = .01)
    {
        Domain.Unit(adjustedP);
        Domain.Finite(distance);
        Domain.NonNegative(tolerance);
        Domain.Unit(power);
        Domain.OpenUnit(level);
        if (adjustedP <= level)
            return distance > tolerance ? FingerprintVerdict.Different : FingerprintVerdict.WithinTolerance;
        return power >= .8 ? FingerprintVerdict.Match : FingerprintVerdict.Inconclusive;
    }
}
