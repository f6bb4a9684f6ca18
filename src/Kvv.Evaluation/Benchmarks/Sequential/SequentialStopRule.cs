using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks.Sequential;

/// <summary>
/// Ends a benchmark when its sequential test has decided. The verdict is that of the first crossing; trials made after it to
/// have enough replies for the other figures change nothing of it.
/// </summary>
/// <param name="design">Rule and order.</param>
/// <param name="leastToConform">Trials that are made at least before "conforms" ends the benchmark.</param>
public sealed class SequentialStopRule(SequentialDesign design, int leastToConform = 0) : IStopRule
{
    private readonly SequentialTest _test = new(design.Rule);
    private int _position;
    private int _decidedAfter;
    private double _logPass;

    /// <inheritdoc/>
    public double Remaining => _test.IsRunning ? RunPlan.Remaining(design.Rule, _logPass) : Math.Max(1, leastToConform - _position);

    /// <inheritdoc/>
    public string? Observe(TrialRecord next)
    {
        ArgumentNullException.ThrowIfNull(next);
        var wasRunning = _test.IsRunning;
        _logPass = _test.Observe(design.Observation(_position++, next)).LogPass;
        if (_test.IsRunning)
            return null;
        if (wasRunning)
            _decidedAfter = _position;
        return _test.Verdict == StatisticalVerdict.Conforms && _position < Math.Min(leastToConform, design.Rule.MaximumTrials)
            ? null
            : SequentialReason.Of(_test.Verdict, _test.Reason, _decidedAfter);
    }
}

/// <summary>Why a sequential test stopped, for people.</summary>
internal static class SequentialReason
{
    public static string Of(StatisticalVerdict verdict, StopReason reason, int positions) => reason switch
    {
        StopReason.Evidence => $"the evidence settles it after {positions} trials: {(verdict == StatisticalVerdict.Conforms ? "conforms" : "fails")}",
        StopReason.Census => $"all items were run: {(verdict == StatisticalVerdict.Conforms ? "conforms" : "fails")}",
        StopReason.BothThresholds => $"undecided after {positions} trials: both thresholds were crossed at one look",
        StopReason.MaximumTrials => $"undecided: the cap of {positions} trials was reached; more trials may decide it, nothing is lost",
        StopReason.InfrastructureLimit => $"undecided after {positions} trials: too many ended without an answer",
        StopReason.OneFailureClass => $"undecided after {positions} trials: every failure is a broken transfer, so the transport comes first",
        _ => $"undecided after {positions} trials: not enough evidence yet",
    };
}
