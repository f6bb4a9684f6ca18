namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>Why a sequential test stands where it stands.</summary>
public enum StopReason
{
    /// <summary>It has not stopped: more trials may decide it.</summary>
    Running,

    /// <summary>The evidence reached its threshold.</summary>
    Evidence,

    /// <summary>All items of a set drawn without replacement were run; their own mean decided.</summary>
    Census,

    /// <summary>Both thresholds were crossed at one look.</summary>
    BothThresholds,

    /// <summary>The cap was reached; raise it and continue, nothing is lost.</summary>
    MaximumTrials,

    /// <summary>Too many trials brought no answer.</summary>
    InfrastructureLimit,

    /// <summary>The evidence says "fails", but every failure is of one transport class: look at the transport first.</summary>
    OneFailureClass,
}

/// <summary>Where a sequential test stands, with what a report needs.</summary>
/// <param name="Verdict">The verdict; undecided while running.</param>
/// <param name="Reason">Why.</param>
/// <param name="Positions">Schedule positions used.</param>
/// <param name="Scored">Trials with a score.</param>
/// <param name="Infrastructure">Trials without an answer.</param>
/// <param name="Mean">Mean value over scored trials (a difference when paired), or <see langword="null"/> without one.</param>
/// <param name="LogPass">ln E_pass at the last position used.</param>
/// <param name="LogFail">ln E_fail at the last position used.</param>
/// <param name="AnytimePPass">min(1, 1/max E_pass): p-value of BAD, valid at any stop.</param>
/// <param name="AnytimePFail">min(1, 1/max E_fail): p-value of GOOD, valid at any stop.</param>
/// <param name="Interval">Confidence sequence of the mean value.</param>
/// <param name="Metric">The metric on the scale of reports (score, rate or F1), or <see langword="null"/> without a scored trial.</param>
/// <param name="MetricInterval"><paramref name="Interval"/> on that scale.</param>
/// <param name="SmallestMargin">For a paired test the smallest margin these data would clear at the rule's alpha with the rule's bets; else <see langword="null"/>.</param>
/// <param name="IsStrongFail">"Fails", and the whole interval lies below the bad boundary.</param>
public sealed record SequentialResult(
    StatisticalVerdict Verdict,
    StopReason Reason,
    int Positions,
    int Scored,
    int Infrastructure,
    double? Mean,
    double LogPass,
    double LogFail,
    double AnytimePPass,
    double AnytimePFail,
    Interval Interval,
    double? Metric,
    Interval MetricInterval,
    double? SmallestMargin,
    bool IsStrongFail);
