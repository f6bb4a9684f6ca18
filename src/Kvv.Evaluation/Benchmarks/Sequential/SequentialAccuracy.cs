using System.Globalization;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks.Sequential;

/// <summary>The accuracy of a benchmark that stops early, recomputed from its trials: the verdict never rests on what the stop rule remembered.</summary>
/// <param name="design">Rule and order.</param>
/// <param name="target">What the rule was made from.</param>
/// <param name="name">The figure's name.</param>
/// <param name="held">What each score is held against item by item, to complete "held item by item against …"; <see langword="null"/> for a single figure.</param>
public sealed class SequentialAccuracy(SequentialDesign design, AccuracyTarget target, string name = SequentialAccuracy.DefaultName, string? held = null) : IBenchmarkJudge
{
    /// <summary>The figure's name unless it is given another.</summary>
    public const string DefaultName = "accuracy";

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials) => [Accuracy(trials)];

    /// <summary>The figure, its anytime-valid interval, and the error rates of its verdict.</summary>
    /// <param name="trials">The trials that ended.</param>
    public Metric Accuracy(IReadOnlyList<TrialRecord> trials)
    {
        var (result, _) = design.Replay(trials);
        var rule = design.Rule;
        var against = held is null ? Published() : $"; held item by item against {held}";
        var who = rule.Scheme.Target == VerdictTarget.FullRunScore ? "an endpoint whose full run would score" : "an endpoint at";
        var explanation = string.Create(
            CultureInfo.InvariantCulture,
            $"{SequentialReason.Of(result.Verdict, result.Reason, result.Positions)} (of at most {rule.MaximumTrials}, {result.Infrastructure} without an answer){against}; {who} {rule.ToMetric(rule.Design.Bad):0.000} or below passes with probability {rule.Alpha:0.##} at most, one at {rule.ToMetric(rule.Design.Good):0.000} or above fails with {rule.Beta:0.##} at most, whenever it stops; evidence e^{result.LogPass:0.0} to pass, e^{result.LogFail:0.0} to fail");
        return new(name, result.Metric, result.Scored == 0 ? null : result.MetricInterval, target.IsBaseline ? target.Reference : null, target.Margin, target.Reference - target.Margin, result.Verdict.Status(), explanation) { PValue = result.AnytimePFail };
    }

    // Evidence that grows trial by trial is about the printed figure: its own error cannot enter it and is said instead.
    private string Published() => target.SampleSize is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; held against the published {target.Reference:0.000} itself, a mean{target.OverTrials} with a standard error of some {target.StandardError:0.0000}{(target.Precision == BaselinePrecision.Sufficient ? "" : ", coarse for this margin: about the endpoint that was measured then, the error rates are off by a few points")}");

    /// <summary>Rule and ledger as files: with them anyone recomputes the verdict without a network.</summary>
    /// <param name="trials">The trials that ended.</param>
    public IReadOnlyList<Attachment> Ledger(IReadOnlyList<TrialRecord> trials) =>
    [
        new("rule.json", "application/json", design.Rule.ToJson() + "\n"),
        new("ledger.jsonl", "application/jsonl", string.Concat(design.Replay(trials).Ledger.Select(line => line.ToJson() + "\n"))),
    ];
}
