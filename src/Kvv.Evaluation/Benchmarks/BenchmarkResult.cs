using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>What a figure says about the endpoint.</summary>
public enum MetricStatus
{
    /// <summary>Holds what it is held against.</summary>
    Pass,

    /// <summary>Is below it beyond the margin and beyond chance.</summary>
    Fail,

    /// <summary>Too little evidence for either.</summary>
    Undecided,

    /// <summary>Reported only; held against nothing.</summary>
    Informative,
}

/// <summary>One measured figure with its uncertainty and what it is held against.</summary>
/// <param name="Name">For example <c>accuracy</c>.</param>
/// <param name="Value">The point estimate, or <see langword="null"/> when nothing could be measured.</param>
/// <param name="Interval">Two-sided interval, or <see langword="null"/>.</param>
/// <param name="Baseline">The official figure, or <see langword="null"/>.</param>
/// <param name="Margin">How far below the reference still conforms, or <see langword="null"/>.</param>
/// <param name="Threshold">The least value that conforms, or <see langword="null"/>.</param>
/// <param name="Status">What it says.</param>
/// <param name="Explanation">How it was judged, in a sentence.</param>
public sealed record Metric(
    string Name, double? Value, Interval? Interval, double? Baseline, double? Margin, double? Threshold, MetricStatus Status, string Explanation)
{
    /// <summary>Ids of faults of the catalogue that a failing figure suggests, the likeliest first.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>
    /// How likely an endpoint that just keeps the reference shows a figure this low or lower; <see langword="null"/> where failing is
    /// no matter of chance. A verdict over many figures needs it: among a hundred, one below a one-per-cent bound is no surprise.
    /// </summary>
    public double? PValue { get; init; }
}

/// <summary>A benchmark after its run.</summary>
public sealed record BenchmarkResult
{
    /// <summary>What was measured.</summary>
    public required Benchmark Benchmark { get; init; }

    /// <summary>The trials that ended, in registered order.</summary>
    public required IReadOnlyList<TrialRecord> Trials { get; init; }

    /// <summary>Why it stopped: <c>complete</c>, or what ended it early.</summary>
    public required string StopReason { get; init; }

    /// <summary>The figures; the first decides.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>Files written beside the result, as paths under the run folder.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [];

    /// <summary>What was made beyond an early stop; <see langword="null"/> when nothing was.</summary>
    public BeyondStop? BeyondStop { get; init; }

    /// <summary>Trials that were scored.</summary>
    public int Scored => Trials.Count(t => t.Outcome == TrialOutcome.Scored);

    /// <summary>Trials that ended without an answer worth judging.</summary>
    public int Infrastructure => Trials.Count(t => t.Outcome == TrialOutcome.Infrastructure);

    /// <summary>The worst deciding status: fail, else undecided, else pass; undecided when no metric decides.</summary>
    public MetricStatus Status
    {
        get
        {
            var deciding = Metrics.Select(m => m.Status).Where(s => s != MetricStatus.Informative).ToList();
            return deciding.Contains(MetricStatus.Fail) ? MetricStatus.Fail
                : deciding.Count == 0 || deciding.Contains(MetricStatus.Undecided) ? MetricStatus.Undecided
                : MetricStatus.Pass;
        }
    }
}
