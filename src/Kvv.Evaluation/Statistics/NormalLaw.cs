using MathNet.Numerics.Distributions;

namespace Kvv.Evaluation.Statistics;

/// <summary>The standard normal law and Student's t beside it, as the formulas here use them.</summary>
internal static class NormalLaw
{
    /// <summary>The value below which a standard normal variable falls with probability <paramref name="probability"/>, strictly between 0 and 1.</summary>
    public static double Quantile(double probability)
    {
        Domain.OpenUnit(probability);
        return Normal.InvCDF(0, 1, probability);
    }

    /// <summary>P(Z ≤ z).</summary>
    public static double Cdf(double z) => Normal.CDF(0, 1, z);

    /// <summary>The quantile of Student's t; with infinite <paramref name="degreesOfFreedom"/> that of the normal law.</summary>
    public static double StudentQuantile(double probability, double degreesOfFreedom)
    {
        Domain.OpenUnit(probability);
        return double.IsPositiveInfinity(degreesOfFreedom)
            ? Quantile(probability)
            : StudentT.InvCDF(0, 1, degreesOfFreedom, probability);
    }

    /// <summary>P(T ≤ t) of Student's t; with infinite <paramref name="degreesOfFreedom"/> that of the normal law.</summary>
    public static double StudentCdf(double t, double degreesOfFreedom) =>
        double.IsPositiveInfinity(degreesOfFreedom) ? Cdf(t) : StudentT.CDF(0, 1, degreesOfFreedom, t);
}
