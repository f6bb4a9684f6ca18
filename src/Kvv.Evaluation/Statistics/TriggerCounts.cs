namespace Kvv.Evaluation.Statistics;

/// <summary>
/// Counts of a trigger decision (call a tool or not). F1 = 2J/(1+J) with J = TP/(TP+FP+FN): over the *relevant* requests
/// (all but true negatives) J is an ordinary proportion, so its intervals map to F1 by an increasing function and keep
/// their coverage. True negatives carry no information about F1.
/// </summary>
/// <remarks>On Wilson intervals for F1: K. F. Y. Lam et al., arXiv 2309.14621.</remarks>
/// <param name="TruePositives">Triggered where the baseline triggers.</param>
/// <param name="FalsePositives">Triggered where it does not.</param>
/// <param name="FalseNegatives">Not triggered where it does.</param>
public sealed record TriggerCounts(long TruePositives, long FalsePositives, long FalseNegatives)
{
    /// <summary>TP + FP + FN.</summary>
    public long Relevant => TruePositives + FalsePositives + FalseNegatives;

    /// <summary>J, or <see langword="null"/> without a relevant request.</summary>
    public double? Jaccard => Relevant == 0 ? null : (double)TruePositives / Relevant;

    /// <summary>F1 = 2TP/(2TP+FP+FN), or <see langword="null"/> without a relevant request.</summary>
    public double? F1 => Jaccard is { } j ? F1FromJaccard(j) : null;

    /// <summary>Standard error of F1 by the delta method: 2/(1+J)²·√(J(1-J)/n*), or <see langword="null"/> without a relevant request.</summary>
    public double? DeltaStandardError => Jaccard is { } j ? 2 / ((1 + j) * (1 + j)) * Math.Sqrt(j * (1 - j) / Relevant) : null;

    /// <summary>f = 2j/(1+j).</summary>
    public static double F1FromJaccard(double jaccard)
    {
        Domain.Unit(jaccard);
        return 2 * jaccard / (1 + jaccard);
    }

    /// <summary>j = f/(2-f), the boundary of J that belongs to an F1 of f.</summary>
    public static double JaccardFromF1(double f1)
    {
        Domain.Unit(f1);
        return f1 / (2 - f1);
    }

    /// <summary>Wilson's interval of J mapped to F1.</summary>
    public Interval Wilson(double confidence = .95) => Proportion.Wilson(TruePositives, Relevant, confidence).Map(F1FromJaccard);

    /// <summary>The exact interval of J mapped to F1.</summary>
    public Interval ClopperPearson(double confidence = .95) => Proportion.ClopperPearson(TruePositives, Relevant, confidence).Map(F1FromJaccard);

    /// <summary>F1 ± z·s.e. of the delta method, clipped to [0, 1]; for comparison only, it is too short near 0 and 1. [0, 1] without a relevant request.</summary>
    public Interval Delta(double confidence = .95)
    {
        Domain.OpenUnit(confidence);
        if (F1 is not { } f1 || DeltaStandardError is not { } error)
            return new Interval(0, 1, confidence);
        var half = NormalLaw.Quantile((1 + confidence) / 2) * error;
        return new Interval(Math.Max(0, f1 - half), Math.Min(1, f1 + half), confidence);
    }
}
