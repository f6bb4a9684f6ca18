namespace Kvv.Evaluation.Statistics;

/// <summary>A non-inferiority rule for a sample whose size was fixed before looking.</summary>
/// <param name="Margin">How far below the baseline still conforms, above 0, in the unit of the score.</param>
/// <param name="Alpha">Largest probability of "conforms" for an endpoint at baseline - margin.</param>
/// <param name="Beta">Largest probability of "fails" for an endpoint at the baseline.</param>
/// <param name="MinimumTrials">Below this many trials nothing is decided.</param>
public sealed record NonInferiorityRule(double Margin, double Alpha = .05, double Beta = .01, int MinimumTrials = 20);

/// <summary>The verdict of a fixed sample with the two bounds that made it.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Value">Point estimate of what was tested.</param>
/// <param name="Lower">One-sided lower bound at confidence 1 - alpha: "conforms" when above <paramref name="ConformsAbove"/>.</param>
/// <param name="Upper">One-sided upper bound at confidence 1 - beta: "fails" when below <paramref name="FailsBelow"/>.</param>
/// <param name="ConformsAbove">Baseline - margin, or -margin for a difference.</param>
/// <param name="FailsBelow">Baseline, or 0 for a difference.</param>
public sealed record NonInferiorityResult(
    StatisticalVerdict Verdict, double Value, double Lower, double Upper, double ConformsAbove, double FailsBelow);

/// <summary>
/// Fixed-sample non-inferiority: "conforms" when the lower bound clears baseline - margin, "fails" when the upper bound
/// stays below the baseline, else undecided. Valid for one look at a size fixed beforehand; for early stopping use the race.
/// </summary>
/// <remarks>
/// With very many trials both can hold at once: measurably worse, yet shown to be within the margin. That conforms, as the
/// margin says how much worse is accepted; each error keeps its own bound.
/// </remarks>
public static class NonInferiority
{
    /// <summary>Judges a difference "endpoint minus baseline".</summary>
    /// <param name="difference">From <see cref="Comparison"/> or a <see cref="ProportionDifference"/>.</param>
    /// <param name="trials">Trials behind it on the endpoint's side.</param>
    /// <param name="rule">Margin and error rates.</param>
    public static NonInferiorityResult Judge(IBoundedEstimate difference, long trials, NonInferiorityRule rule)
    {
        ArgumentNullException.ThrowIfNull(difference);
        ArgumentNullException.ThrowIfNull(rule);
        Domain.Positive(rule.Margin);
        var lower = difference.Lower(1 - rule.Alpha);
        var upper = difference.Upper(1 - rule.Beta);
        // Without any variation the bounds collapse onto the estimate and would promise certainty.
        var enough = trials >= rule.MinimumTrials && !difference.IsDegenerate;
        return new NonInferiorityResult(
            enough ? Decide(lower > -rule.Margin, upper < 0) : StatisticalVerdict.Undecided,
            difference.Value, lower, upper, -rule.Margin, 0);
    }

    /// <summary>Judges a proportion against a baseline taken as exact, with exact (Clopper-Pearson) bounds.</summary>
    /// <param name="successes">Successes of the endpoint.</param>
    /// <param name="trials">Its trials.</param>
    /// <param name="baseline">From 0 to 1, above the margin.</param>
    /// <param name="rule">Margin and error rates.</param>
    public static NonInferiorityResult JudgeProportion(long successes, long trials, double baseline, NonInferiorityRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Domain.Unit(baseline);
        Domain.Positive(rule.Margin);
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        var lower = Proportion.ClopperPearsonLower(successes, trials, 1 - rule.Alpha);
        var upper = Proportion.ClopperPearsonUpper(successes, trials, 1 - rule.Beta);
        return new NonInferiorityResult(
            trials >= rule.MinimumTrials ? Decide(lower > baseline - rule.Margin, upper < baseline) : StatisticalVerdict.Undecided,
            (double)successes / trials, lower, upper, baseline - rule.Margin, baseline);
    }

    private static StatisticalVerdict Decide(bool clearsMargin, bool belowBaseline) =>
        clearsMargin ? StatisticalVerdict.Conforms : belowBaseline ? StatisticalVerdict.Fails : StatisticalVerdict.Undecided;
}
