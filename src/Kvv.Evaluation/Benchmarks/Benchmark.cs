using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>What is measured: a data set, how an item is tried and scored, in which order, and what decides.</summary>
public sealed record Benchmark
{
    /// <summary>Stable id, for example <c>basics</c>; names the journal file.</summary>
    public required string Id { get; init; }

    /// <summary>The part of the suite, for example <c>Reasoning</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The items.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>How one try at one item is made and scored.</summary>
    public required ITrialPlay Play { get; init; }

    /// <summary>Draws the figures from the trials.</summary>
    public required IBenchmarkJudge Judge { get; init; }

    /// <summary>Tries of each item, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>The registered order of trials, or <see langword="null"/> for epoch by epoch in the order of the data set.</summary>
    public IReadOnlyList<TrialSlot>? Order { get; init; }

    /// <summary>Makes the rule that may end the benchmark early, or <see langword="null"/> when every trial is run.</summary>
    public Func<IStopRule>? StopRule { get; init; }

    /// <summary>Files that go with the result, made from the trials that ended: plots, tables, ledgers. Pure; <see langword="null"/> for none.</summary>
    public Func<IReadOnlyList<TrialRecord>, IReadOnlyList<Attachment>>? Attachments { get; init; }

    /// <summary>What the deciding figure is held against, for reports; <see langword="null"/> when the metrics say it themselves.</summary>
    public AccuracyTarget? Target { get; init; }

    /// <summary>Expected seconds of one trial before anything was learned; longer benchmarks start first.</summary>
    public double ExpectedSeconds { get; init; } = 5;

    /// <summary>How it is made to stop early, so that it can be made anew against item results; <see langword="null"/> for a fixed number of trials.</summary>
    public SequentialForm? Sequential { get; init; }

    /// <summary>The frozen rule that stops it; <see langword="null"/> for a fixed number of trials, or a rule of another kind.</summary>
    public SequentialRule? Rule { get; init; }

    /// <summary>Trials that an endpoint equal to the reference is expected to need before its stop rule ends it; <see langword="null"/> without one.</summary>
    public double? ExpectedTrials => TrialsAt(below: 0);

    /// <summary>
    /// Whether the share of right answers among all trials decides against <see cref="Target"/>, so that its power can be stated
    /// before the run.
    /// </summary>
    public bool JudgesShare { get; init; } = true;

    /// <summary>Whether tries of one item are judged as a stratum rather than as single trials.</summary>
    public bool TriesAreStrata { get; init; }

    /// <summary>The power, where something other than <see cref="Target"/> decides; see <see cref="PlannedPower.Of"/>.</summary>
    public PlannedPower? Power { get; init; }

    /// <summary>Whether an answer without a score is a wrong one where scores are compared item by item, so that an endpoint gains nothing by losing answers.</summary>
    public bool UnreadableIsWrong { get; init; }

    /// <summary>Trials that the registered order holds.</summary>
    public int Trials => Order?.Count ?? Dataset.Samples.Count * Epochs;

    /// <summary>Trials that an endpoint so far below the reference is expected to need; <see langword="null"/> without a rule that stops early.</summary>
    /// <param name="below">How far below; 0 for one equal to the reference.</param>
    public double? TrialsAt(double below)
    {
        if (Rule is null)
            return null;
        var settled = Statistics.Sequential.ExpectedTrials.Of(Rule, below);
        return below < Rule.Design.Good - Rule.Design.Bad ? Math.Min(Rule.MaximumTrials, Math.Max(Sequential?.LeastToConform ?? 0, settled)) : settled;
    }

    /// <summary>The benchmark with so many tries of each item, in the registered order of one try repeated, and without early stopping.</summary>
    /// <param name="tries">At least 1.</param>
    public Benchmark WithTries(int tries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        var once = Order?.Where(slot => slot.Epoch == 0).ToList();
        return this with
        {
            StopRule = null,
            Rule = null,
            Epochs = tries,
            Order = once is null ? null : [.. Enumerable.Range(0, tries).SelectMany(epoch => once.Select(slot => new TrialSlot(slot.Item, epoch)))],
        };
    }

    /// <summary>A trial of the registered order.</summary>
    /// <param name="position">From 0 to <see cref="Trials"/> less one.</param>
    public TrialSlot At(int position) => Order is null
        ? new(position % Dataset.Samples.Count, position / Dataset.Samples.Count)
        : Order[position];
}

/// <summary>One place in the registered order.</summary>
/// <param name="Item">Index of the item in the data set.</param>
/// <param name="Epoch">Index of the try, from 0.</param>
public readonly record struct TrialSlot(int Item, int Epoch);
