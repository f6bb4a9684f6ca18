using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Evaluation.Benchmarks.Sequential;

/// <summary>
/// A benchmark that stops as soon as the evidence settles it: the frozen rule, the registered order, and the way from trial
/// records to observations. Stop rule and judge share it, so that the verdict is the one that stopped the run.
/// </summary>
public sealed class SequentialDesign
{
    private static readonly string[] BrokenStreams = [AnomalyKinds.StreamCut, AnomalyKinds.BodyCut, AnomalyKinds.StreamNoDone];

    private readonly Dictionary<(string Sample, int Epoch), int> _positions;
    private readonly IReadOnlyList<ScheduledTrial> _schedule;

    /// <summary>Creates a design.</summary>
    /// <param name="rule">Hypotheses, error rates, scheme and cap; its schedule text makes the order.</param>
    /// <param name="dataset">The items, as many as the scheme's.</param>
    /// <exception cref="ArgumentException">The rule has no schedule text, or speaks of another number of items.</exception>
    public SequentialDesign(SequentialRule rule, Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(dataset);
        if (rule.ScheduleText is not { } text)
            throw new ArgumentException("A registered order needs the text its seed is made of.", nameof(rule));
        if (rule.Scheme.Items != dataset.Samples.Count)
            throw new ArgumentException($"The rule draws from {rule.Scheme.Items} items, the data set holds {dataset.Samples.Count}.", nameof(rule));
        Rule = rule;
        _schedule = rule.Scheme.Schedule(ScheduleSeed.From(text), rule.MaximumTrials);
        Order = [.. _schedule.Select(t => new TrialSlot(t.Item, t.Epoch))];
        _positions = _schedule.ToDictionary(t => (dataset.Samples[t.Item].Id, t.Epoch), t => t.Index);
    }

    /// <summary>The frozen rule.</summary>
    public SequentialRule Rule { get; }

    /// <summary>The registered order.</summary>
    public IReadOnlyList<TrialSlot> Order { get; }

    /// <summary>A design for an accuracy held against one figure: items drawn independently, looked at after every trial.</summary>
    /// <param name="benchmark">The benchmark's id.</param>
    /// <param name="target">Reference and margin.</param>
    /// <param name="dataset">The items.</param>
    /// <param name="maximumTrials">The cap, usually the length of the official run.</param>
    /// <param name="version">Version of the schedule: another one gives another order.</param>
    public static SequentialDesign For(string benchmark, AccuracyTarget target, Dataset dataset, int maximumTrials, string version)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(dataset);
        return new(RuleFor(benchmark, target, dataset, maximumTrials, version), dataset);
    }

    /// <summary>
    /// A design for a set whose items are tried once: no item is drawn twice, and after the last one the score itself decides.
    /// The error rates speak about the score that a full run would show (see <see cref="WithoutReplacement"/>).
    /// </summary>
    /// <inheritdoc cref="For" path="/param"/>
    public static SequentialDesign OnceEach(string benchmark, AccuracyTarget target, Dataset dataset, string version)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(dataset);
        var items = dataset.Samples.Count;
        return new(RuleFor(benchmark, target, dataset, items, version) with { Scheme = new WithoutReplacement(items) }, dataset);
    }

    private static SequentialRule RuleFor(string benchmark, AccuracyTarget target, Dataset dataset, int maximumTrials, string version)
    {
        // A bar at 1 or 0 has no exact test in this form: a hair inside it does.
        var good = Math.Clamp(target.Reference, 0.002, 0.999);
        var bad = Math.Clamp(target.Reference - target.Margin, 0.001, good - 0.0005);
        return SequentialRule.ForProportion(benchmark, bad, good, dataset.Samples.Count, maximumTrials) with
        {
            ScheduleText = ScheduleText(benchmark, version),
            InfrastructureLimit = AccuracyRule.MaxInfrastructureRate,
            Hashes = new Dictionary<string, string> { ["dataset"] = dataset.Revision },
        };
    }

    /// <summary>The text that the seed of a benchmark's order is made of.</summary>
    /// <param name="benchmark">The benchmark's id.</param>
    /// <param name="version">Version of the schedule.</param>
    public static string ScheduleText(string benchmark, string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return ScheduleSeed.Text("kvv", benchmark, "schedule", version.Replace('|', '/'));
    }

    /// <summary>The position of a trial in the registered order, or <see langword="null"/> for one of another order.</summary>
    /// <param name="record">The trial.</param>
    public int? PositionOf(TrialRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return _positions.TryGetValue((record.Sample, record.Epoch), out var position) ? position : null;
    }

    /// <summary>Feeds the completed prefix of the registered order to a fresh test.</summary>
    /// <param name="trials">The trials that ended, in any order; those behind a gap are left out.</param>
    /// <returns>Where the test stands, and the ledger from which anyone can recompute it.</returns>
    public (SequentialResult Result, IReadOnlyList<VerdictLedgerEntry> Ledger) Replay(IReadOnlyList<TrialRecord> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var test = new SequentialTest(Rule);
        var ledger = new List<VerdictLedgerEntry>();
        var byPosition = trials.Where(t => PositionOf(t) is not null).ToDictionary(t => PositionOf(t)!.Value);
        while (byPosition.TryGetValue(ledger.Count, out var next))
            ledger.Add(test.Observe(Observation(ledger.Count, next)));
        return (test.Result(), ledger);
    }

    internal Observation Observation(int position, TrialRecord record)
    {
        if (record.Outcome == TrialOutcome.Infrastructure)
            return new(_schedule[position], ObservationOutcome.Infrastructure, RequestHash: record.ConfigurationHash);
        // A reply without a readable answer is a wrong one: to leave it out would raise the score of an endpoint that loses answers.
        var score = record.Value ?? Rule.LowestScore;
        var broken = record.Value is null ? BrokenStreams.FirstOrDefault(kind => record.Anomalies.Any(a => a.Kind == kind)) : null;
        return new(_schedule[position], ObservationOutcome.Scored, score, broken, record.ConfigurationHash);
    }
}
