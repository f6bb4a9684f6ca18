using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks.Sequential;

/// <summary>
/// A benchmark that may stop early, before it is settled what it is held against: a figure of the profile, or what an official
/// endpoint scored item by item. Either choice gives a rule, and the rule gives the order, the stop and the deciding figure.
/// </summary>
public sealed class SequentialForm
{
    /// <summary>The benchmark without early stopping, each item tried once an epoch: what a baseline is measured with.</summary>
    public required Benchmark Fixed { get; init; }

    /// <summary>Whether every item is tried once at most, in random order (scheme S3); otherwise items are drawn independently (S1).</summary>
    public bool IsOnceEach { get; init; }

    /// <summary>Most trials against a single figure, usually the length of the published design.</summary>
    public required int MaximumTrials { get; init; }

    /// <summary>
    /// Trials made at least before "conforms" ends the run. An accuracy may be settled by so few replies that a fault in one
    /// of ten has hardly had a chance to show in the other figures.
    /// </summary>
    public int LeastToConform { get; init; }

    /// <summary>The share of trials without an answer up to which the rule decides, 0 to 1; each of them counts against either verdict.</summary>
    public double MaxInfrastructureRate { get; init; } = AccuracyRule.MaxInfrastructureRate;

    /// <summary>Version of the schedule: another one gives another order.</summary>
    public required string Version { get; init; }

    /// <summary>Makes the judge around the deciding figure.</summary>
    public required Func<Func<IReadOnlyList<TrialRecord>, Metric>, IBenchmarkJudge> Judge { get; init; }

    /// <summary>
    /// Held against one figure: scores as they are, a look after every trial. A published figure counts as exact here, so that
    /// one known too coarsely for its margin is not stopped early: then every trial is made, and the fixed judgement holds the
    /// figure's own error.
    /// </summary>
    /// <param name="target">Reference and margin.</param>
    public Benchmark Against(AccuracyTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Precision == BaselinePrecision.Unusable
            ? Fixed with { Target = target, Sequential = this }
            : Stopped(
                IsOnceEach ? SequentialDesign.OnceEach(Fixed.Id, target, Fixed.Dataset, Version) : SequentialDesign.For(Fixed.Id, target, Fixed.Dataset, MaximumTrials, Version),
                target);
    }

    /// <summary>The sampling scheme for item results.</summary>
    public SamplingScheme Scheme => IsOnceEach ? new WithoutReplacement(Fixed.Dataset.Samples.Count) : new IndependentDraws(Fixed.Dataset.Samples.Count);

    /// <summary>Held against item results by a rule of their own.</summary>
    /// <param name="rule">From <see cref="SequentialRule.ForBenchmark"/>, over the items in the order of the data set.</param>
    /// <param name="target">The official mean and the margin, for reports.</param>
    /// <param name="metricName">Name of the deciding figure.</param>
    /// <param name="held">What it is held against, to complete "held item by item against …".</param>
    public Benchmark Against(SequentialRule rule, AccuracyTarget target, string metricName, string held)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var scheduled = rule with { ScheduleText = SequentialDesign.ScheduleText(Fixed.Id, Version) };
        return Stopped(new SequentialDesign(scheduled, Fixed.Dataset), target, metricName, held);
    }

    private Benchmark Stopped(SequentialDesign design, AccuracyTarget target, string metricName = SequentialAccuracy.DefaultName, string? held = null)
    {
        design = new(design.Rule with { InfrastructureLimit = MaxInfrastructureRate }, Fixed.Dataset);
        var accuracy = new SequentialAccuracy(design, target, metricName, held);
        return Fixed with
        {
            Target = target,
            Order = design.Order,
            StopRule = () => new SequentialStopRule(design, LeastToConform),
            Judge = Judge(accuracy.Accuracy),
            Attachments = trials => [.. accuracy.Ledger(trials), .. Fixed.Attachments?.Invoke(trials) ?? []],
            Sequential = this,
            Rule = design.Rule,
        };
    }
}
