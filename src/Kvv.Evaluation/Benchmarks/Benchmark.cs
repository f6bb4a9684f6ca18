using Kvv.Evaluation.Benchmarks.Sequential;
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

    /// <summary>Trials that an endpoint equal to the reference is expected to need before its stop rule ends it; <see langword="null"/> without one.</summary>
    public double? ExpectedTrials { get; init; }

    /// <summary>Whether an answer without a score is a wrong one where scores are compared item by item, so that an endpoint gains nothing by losing answers.</summary>
    public bool UnreadableIsWrong { get; init; }

    /// <summary>Trials that the registered order holds.</summary>
    public int Trials => Order?.Count ?? Dataset.Samples.Count * Epochs;

    /// <summary>The benchmark with so many tries of each item, in the registered order of one try repeated, and without early stopping.</summary>
    /// <param name="tries">At least 1.</param>
    public Benchmark WithTries(int tries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        var once = Order?.Where(slot => slot.Epoch == 0).ToList();
        return this with
        {
            StopRule = null,
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

/// <summary>
/// A figure to hold an accuracy against: an official baseline, or a floor where none exists. Accuracy below
/// <see cref="Reference"/> minus <see cref="Margin"/> does not conform; between the two either verdict is acceptable.
/// </summary>
/// <param name="Reference">The official accuracy or the floor, 0 to 1.</param>
/// <param name="Margin">How far below still conforms, above 0.</param>
/// <param name="IsBaseline">Whether the reference is a measured official figure rather than a floor of our own.</param>
/// <param name="Source">Where the reference comes from, or why the floor is what it is.</param>
public sealed record AccuracyTarget(double Reference, double Margin, bool IsBaseline, string Source);
