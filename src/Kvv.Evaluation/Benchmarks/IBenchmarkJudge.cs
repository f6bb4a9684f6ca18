using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>Draws a benchmark's figures from its trials. Pure: the same trials give the same figures.</summary>
public interface IBenchmarkJudge
{
    /// <summary>Judges.</summary>
    /// <param name="trials">
    /// The trials that ended, in registered order; after an early stop exactly those that the stop rule has looked at. They
    /// carry no content, reasoning, tool calls or attempts: what a judge needs of an answer, its scorer puts into
    /// <see cref="Score.Answer"/> or <see cref="Score.Details"/>.
    /// </param>
    /// <returns>At least one figure; the first decides first.</returns>
    IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials);
}

/// <summary>The share of right answers against a baseline or a floor, by <see cref="AccuracyRule"/>.</summary>
/// <param name="target">Reference and margin.</param>
public sealed class AccuracyJudge(AccuracyTarget target) : IBenchmarkJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials) => [AccuracyRule.Judge(target, trials)];
}

/// <summary>
/// May end a benchmark before its last trial. It is shown the trials in registered order, each only after all before it have
/// ended: the order in which answers arrive is informative and must not decide.
/// </summary>
public interface IStopRule
{
    /// <summary>Looks at the next trial of the registered order.</summary>
    /// <param name="next">The trial, infrastructure outcomes included.</param>
    /// <returns>Why the benchmark ends here, or <see langword="null"/> to go on.</returns>
    string? Observe(TrialRecord next);

    /// <summary>Trials still expected before the rule ends, so that few are under way near the end; infinite when unknown.</summary>
    double Remaining => double.PositiveInfinity;
}
