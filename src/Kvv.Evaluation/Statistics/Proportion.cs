using MathNet.Numerics.Distributions;

namespace Kvv.Evaluation.Statistics;

/// <summary>
/// Intervals and one-sided bounds for a binomial proportion. Wilson is the default for display; Clopper-Pearson never
/// covers less than it says and is the one for gates. With no trial at all every interval is [0, 1] and every bound trivial.
/// </summary>
/// <remarks>
/// Sources: E. B. Wilson, JASA 22 (1927) 209; C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404;
/// on the choice between them L. D. Brown, T. T. Cai and A. DasGupta, Statistical Science 16 (2001) 101.
/// </remarks>
public static class Proportion
{
    /// <summary>Wilson's score interval: centre (p + z²/2n)/(1 + z²/n), half-width z/(1 + z²/n)·√(p(1-p)/n + z²/4n²), z the (1+confidence)/2 quantile.</summary>
    /// <param name="successes">From 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Number of independent trials, at least 0.</param>
    /// <param name="confidence">Two-sided coverage, strictly between 0 and 1.</param>
    public static Interval Wilson(long successes, long trials, double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        var z = NormalLaw.Quantile((1 + confidence) / 2);
        return new Interval(WilsonEnd(successes, trials, -z), WilsonEnd(successes, trials, z), confidence);
    }

    /// <summary>Wilson's one-sided lower bound: below the true proportion with probability about <paramref name="confidence"/>.</summary>
    /// <inheritdoc cref="Wilson" path="/param"/>
    public static double WilsonLower(long successes, long trials, double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        return WilsonEnd(successes, trials, -NormalLaw.Quantile(confidence));
    }

    /// <summary>Wilson's one-sided upper bound: above the true proportion with probability about <paramref name="confidence"/>.</summary>
    /// <inheritdoc cref="Wilson" path="/param"/>
    public static double WilsonUpper(long successes, long trials, double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        return WilsonEnd(successes, trials, NormalLaw.Quantile(confidence));
    }

    /// <summary>The exact (Clopper-Pearson) interval: each tail holds at most (1 - confidence)/2.</summary>
    /// <inheritdoc cref="Wilson" path="/param"/>
    public static Interval ClopperPearson(long successes, long trials, double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        var oneSided = (1 + confidence) / 2;
        return new Interval(
            ClopperPearsonLower(successes, trials, oneSided),
            ClopperPearsonUpper(successes, trials, oneSided),
            confidence);
    }

    /// <summary>The exact one-sided lower bound: the 1 - confidence quantile of Beta(s, n - s + 1); 0 when there is no success.</summary>
    /// <inheritdoc cref="Wilson" path="/param"/>
    public static double ClopperPearsonLower(long successes, long trials, double confidence = .95)
    {
        Domain.Counts(successes, trials);
        Domain.OpenUnit(confidence);
        if (successes == 0)
            return 0;
        // The closed form at s = n spares the root search its worst corner.
        return successes == trials
            ? Math.Pow(1 - confidence, 1d / trials)
            : Beta.InvCDF(successes, trials - successes + 1, 1 - confidence);
    }

    /// <summary>The exact one-sided upper bound: the confidence quantile of Beta(s + 1, n - s); 1 when there is no failure.</summary>
    /// <inheritdoc cref="Wilson" path="/param"/>
    public static double ClopperPearsonUpper(long successes, long trials, double confidence = .95) =>
        1 - ClopperPearsonLower(trials - successes, trials, confidence);

    private static double WilsonEnd(long successes, long trials, double z)
    {
        Domain.Counts(successes, trials);
        if (trials == 0)
            return z < 0 ? 0 : 1;
        // At the borders one end is the border itself; set by hand because rounding leaves 1e-17 instead of 0.
        // Only the end on the border's own side is exact: with z of the other sign the formula is right.
        if (successes == 0 && z < 0)
            return 0;
        if (successes == trials && z > 0)
            return 1;
        double n = trials;
        var p = successes / n;
        var scale = 1 + z * z / n;
        var centre = (p + z * z / (2 * n)) / scale;
        var halfWidth = z / scale * Math.Sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return Math.Clamp(centre + halfWidth, 0, 1);
    }
}
