using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Agents.Loop;

/// <summary>
/// Judges episodes: the success rate against its target, and for information how many steps were needed, which share of the
/// calls was in vain or flawed, and in which share of the episodes a rule was broken.
/// </summary>
/// <param name="target">What the success rate is held against, or <see langword="null"/> when it is reported only.</param>
public sealed class EpisodeJudge(AccuracyTarget? target) : IBenchmarkJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var success = target is null ? Reported(trials) : AccuracyRule.Judge(target, trials);
        var ended = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure && t.Details is not null).ToList();
        var faults = trials.Where(t => t.Value is not 1).SelectMany(t => t.Faults).GroupBy(f => f).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key);
        var (steps, calls, broken) = (Sum(ended, "steps"), Sum(ended, "calls"), ended.Count(t => Count(t, "policyBreaks") > 0));
        return
        [
            success with { Faults = success.Status == MetricStatus.Fail ? [.. faults] : [] },
            Share("wasted-calls", Sum(ended, "wasted"), calls, "calls refused, failed or repeated"),
            Share("flawed-calls", Sum(ended, "flawed"), Math.Max(calls, Sum(ended, "flawed")), "calls that could not be carried out for their form"),
            Share("policy-breaks", broken, ended.Count, string.Create(CultureInfo.InvariantCulture, $"episodes with a forbidden action; {steps} steps in {ended.Count} episodes")),
        ];
    }

    /// <summary>Held against nothing: it passes when trials were played. Whether too many met an outage is decided by <see cref="InfrastructureRule"/>.</summary>
    private static Metric Reported(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var metric = Share("accuracy", answered.Count(t => t.Value >= 1), answered.Count, "episodes succeeded; the profile states nothing to hold it against");
        return metric with { Status = answered.Count > 0 ? MetricStatus.Pass : MetricStatus.Undecided };
    }

    private static Metric Share(string name, long part, long whole, string what) => whole == 0
        ? new(name, null, null, null, null, null, MetricStatus.Informative, $"no {what}")
        : new(name, (double)part / whole, Proportion.Wilson((int)part, (int)whole), null, null, null, MetricStatus.Informative, string.Create(CultureInfo.InvariantCulture, $"{part} of {whole} {what}"));

    private static long Sum(List<TrialRecord> trials, string name) => trials.Sum(t => Count(t, name));

    // A count is an int in the process that made it and a JSON number once it was read from a journal.
    private static long Count(TrialRecord trial, string name) => trial.Details?[name] is JsonValue value
        ? value.TryGetValue<int>(out var count) ? count : value.TryGetValue<long>(out var large) ? large : 0
        : 0;
}
