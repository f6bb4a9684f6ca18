namespace Kvv.Evaluation.Statistics;

/// <summary>Power, smallest detectable margin and required size of a fixed one-sided sample (normal approximation).</summary>
/// <remarks>Textbook formulas; z is the normal quantile. For proportions near 0 or 1 use <see cref="BinomialPlan"/>.</remarks>
public static class SampleSize
{
    /// <summary>Probability of clearing a margin that the endpoint really holds: Φ(δ/√(v/n) - z_{1-α}).</summary>
    /// <param name="variance">Variance v of one trial around what it is compared with, above 0.</param>
    /// <param name="margin">Margin δ, above 0.</param>
    /// <param name="trials">Number of trials n, above 0.</param>
    /// <param name="alpha">One-sided error rate.</param>
    public static double Power(double variance, double margin, double trials, double alpha = .05)
    {
        Domain.Positive(variance);
        Domain.Positive(margin);
        Domain.Positive(trials);
        return NormalLaw.Cdf(margin / Math.Sqrt(variance / trials) - NormalLaw.Quantile(1 - alpha));
    }

    /// <summary>Smallest margin a sample supports at these error rates: (z_{1-α} + z_{1-β})·√(v/n).</summary>
    /// <param name="variance">Variance v of one trial, above 0.</param>
    /// <param name="trials">Number of trials n, above 0.</param>
    /// <param name="alpha">One-sided error rate.</param>
    /// <param name="beta">One minus the wanted power.</param>
    public static double MinimumDetectable(double variance, double trials, double alpha = .05, double beta = .05)
    {
        Domain.Positive(variance);
        Domain.Positive(trials);
        return Quantiles(alpha, beta) * Math.Sqrt(variance / trials);
    }

    /// <summary>Trials needed: ⌈(z_{1-α} + z_{1-β})²·v/δ²⌉.</summary>
    /// <param name="variance">Variance v of one trial, above 0.</param>
    /// <param name="margin">Margin δ, above 0.</param>
    /// <param name="alpha">One-sided error rate.</param>
    /// <param name="beta">One minus the wanted power.</param>
    public static long Required(double variance, double margin, double alpha = .05, double beta = .05)
    {
        Domain.Positive(variance);
        Domain.Positive(margin);
        var z = Quantiles(alpha, beta);
        return (long)Math.Ceiling(z * z * variance / (margin * margin));
    }

    /// <summary>Trials needed to tell proportion p₁ from p₀: ⌈((z_{1-α}√(p₀(1-p₀)) + z_{1-β}√(p₁(1-p₁)))/(p₁-p₀))²⌉.</summary>
    /// <param name="bad">p₀, the largest proportion that must not conform.</param>
    /// <param name="good">p₁ above p₀, the smallest that must not fail.</param>
    /// <param name="alpha">Error rate at p₀.</param>
    /// <param name="beta">Error rate at p₁.</param>
    public static long RequiredProportion(double bad, double good, double alpha = .05, double beta = .05)
    {
        Domain.Unit(bad);
        Domain.Within(good, bad, 1);
        Domain.Positive(good - bad);
        var z = NormalLaw.Quantile(1 - alpha) * Math.Sqrt(bad * (1 - bad)) + NormalLaw.Quantile(1 - beta) * Math.Sqrt(good * (1 - good));
        return (long)Math.Ceiling(z / (good - bad) * (z / (good - bad)));
    }

    /// <summary>Variance of one trial around its own item's rate: p(1-p)(1-ρ), averaged over items.</summary>
    /// <param name="rate">Mean rate p.</param>
    /// <param name="intraclass">Intraclass correlation ρ of the items, from 0 to 1.</param>
    public static double WithinItemVariance(double rate, double intraclass)
    {
        Domain.Unit(rate);
        Domain.Unit(intraclass);
        return rate * (1 - rate) * (1 - intraclass);
    }

    private static double Quantiles(double alpha, double beta) => NormalLaw.Quantile(1 - alpha) + NormalLaw.Quantile(1 - beta);
}
