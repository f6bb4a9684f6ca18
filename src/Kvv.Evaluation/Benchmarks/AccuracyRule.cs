using System.Globalization;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>
/// Judges the accuracy of a fixed number of right-or-wrong trials against a reference r with margin m, by two exact
/// one-sided binomial tests (Clopper-Pearson bounds). Pass: the lower bound reaches r - m, so an endpoint at or below r - m
/// passes with probability at most <see cref="Alpha"/>. Fail: the upper bound stays below r, so an endpoint at or above r
/// fails with probability at most <see cref="Beta"/>. Where both hold the accuracy lies between and conforms. Otherwise
/// undecided. Where the reference is a published figure of known sample size, its own error enters both bounds
/// (<see cref="PublishedDifference"/>).
/// </summary>
public static class AccuracyRule
{
    /// <summary>Largest probability of passing an endpoint whose accuracy is at the reference less the margin, or lower.</summary>
    public const double Alpha = 0.05;

    /// <summary>Largest probability of failing an endpoint whose accuracy is at the reference, or higher.</summary>
    public const double Beta = 0.01;

    /// <summary>The share of trials that may end without an answer before nothing is concluded, unless the user says otherwise; see <see cref="InfrastructureRule"/>.</summary>
    public const double MaxInfrastructureRate = 0.05;

    /// <summary>Judges the trials.</summary>
    /// <param name="target">Reference and margin.</param>
    /// <param name="trials">All trials. Unscored answers count as wrong and are said; infrastructure ones stay outside.</param>
    /// <returns>The metric <c>accuracy</c> with its Wilson interval at 95 %.</returns>
    public static Metric Judge(AccuracyTarget target, IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(target);
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var threshold = target.Reference - target.Margin;
        var infrastructure = trials.Count - answered.Count;
        var right = answered.Count(t => t.Value >= 1);
        if (answered.Count == 0)
            return Make(null, null, MetricStatus.Undecided, $"none of {trials.Count} trials got an answer");

        var unscored = answered.Count(t => t.Outcome == TrialOutcome.Unscored);
        var value = (double)right / answered.Count;
        var interval = Proportion.Wilson(right, answered.Count);
        var counts = string.Create(CultureInfo.InvariantCulture, $"{right} of {answered.Count} right")
            + (unscored > 0 ? $", {unscored} without a readable answer (counted as wrong)" : "")
            + (infrastructure > 0 ? $", {infrastructure} more ended in infrastructure errors (left out)" : "");

        if (target.SampleSize is { } published)
        {
            var difference = new PublishedDifference(right, answered.Count, target.Reference, published);
            var judged = NonInferiority.Judge(difference, answered.Count, new(target.Margin, Alpha, Beta));
            var said = string.Create(CultureInfo.InvariantCulture, $"{counts}; the difference to {target.Reference:0.000}, which is itself a mean{target.OverTrials}, lies above {judged.Lower:0.000} (95 %) and below {judged.Upper:0.000} (99 %), {-target.Margin:0.000} still conforms");
            return Make(value, interval, judged.Verdict.Status(), said) with { PValue = PValues.OfUpperBound(difference) };
        }

        var lower = Proportion.ClopperPearsonLower(right, answered.Count, 1 - Alpha);
        var upper = Proportion.ClopperPearsonUpper(right, answered.Count, 1 - Beta);
        if (lower >= threshold)
            return Make(value, interval, MetricStatus.Pass, string.Create(CultureInfo.InvariantCulture, $"{counts}; at least {lower:0.000} with 95 % confidence, {threshold:0.000} needed"));
        if (upper < target.Reference)
            return Make(value, interval, MetricStatus.Fail, string.Create(CultureInfo.InvariantCulture, $"{counts}; at most {upper:0.000} with 99 % confidence, {target.Reference:0.000} expected"));
        return Make(value, interval, MetricStatus.Undecided, string.Create(CultureInfo.InvariantCulture, $"{counts}; neither {threshold:0.000} reached with 95 % confidence nor {target.Reference:0.000} excluded with 99 %"));

        Metric Make(double? v, Interval? i, MetricStatus status, string explanation) =>
            new("accuracy", v, i, target.IsBaseline ? target.Reference : null, target.Margin, threshold, status, explanation)
            {
                PValue = v is null ? null : BinomialPlan.AtMost(right, answered.Count, target.Reference),
            };
    }
}
