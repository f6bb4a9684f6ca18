namespace Kvv.Evaluation.Statistics;

/// <summary>A point estimate that can bound the truth from either side.</summary>
public interface IBoundedEstimate
{
    /// <summary>The point estimate.</summary>
    double Value { get; }

    /// <summary>Whether the data showed no variation at all, so that the bounds promise more than they can keep.</summary>
    bool IsDegenerate { get; }

    /// <summary>A value below the truth with probability <paramref name="confidence"/> (strictly between 0 and 1).</summary>
    double Lower(double confidence);

    /// <summary>A value above the truth with probability <paramref name="confidence"/> (strictly between 0 and 1).</summary>
    double Upper(double confidence);
}

/// <summary>A mean or a difference of means with its standard error.</summary>
/// <param name="Value">Point estimate.</param>
/// <param name="StandardError">Standard error in the unit of <paramref name="Value"/>, at least 0.</param>
/// <param name="DegreesOfFreedom">Of Student's t behind the bounds; infinite for the normal law.</param>
public sealed record Estimate(double Value, double StandardError, double DegreesOfFreedom = double.PositiveInfinity) : IBoundedEstimate
{
    /// <inheritdoc />
    public bool IsDegenerate => !(StandardError > 0);

    /// <inheritdoc />
    public double Lower(double confidence) => Value - Quantile(confidence) * StandardError;

    /// <inheritdoc />
    public double Upper(double confidence) => Value + Quantile(confidence) * StandardError;

    /// <summary>The two-sided interval value ± t·s.e.</summary>
    public Interval Interval(double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        return new Interval(Lower((1 + confidence) / 2), Upper((1 + confidence) / 2), confidence);
    }

    /// <summary>One-sided p-value of the hypothesis "the truth is at most <paramref name="reference"/>".</summary>
    /// <returns>Small when the estimate lies clearly above; 1 when the data show no variation.</returns>
    public double PValueAbove(double reference) =>
        IsDegenerate ? 1 : NormalLaw.StudentCdf(-(Value - reference) / StandardError, DegreesOfFreedom);

    /// <summary>One-sided p-value of the hypothesis "the truth is at least <paramref name="reference"/>".</summary>
    /// <returns>Small when the estimate lies clearly below; 1 when the data show no variation.</returns>
    public double PValueBelow(double reference) =>
        IsDegenerate ? 1 : NormalLaw.StudentCdf((Value - reference) / StandardError, DegreesOfFreedom);

    private double Quantile(double confidence) => NormalLaw.StudentQuantile(confidence, DegreesOfFreedom);
}
