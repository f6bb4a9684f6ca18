using Kvv.Wire;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>What is measured: a data set, how an item becomes a request, how an answer is scored, and what decides.</summary>
public sealed record Benchmark
{
    /// <summary>Stable id, for example <c>basics</c>; names the journal file.</summary>
    public required string Id { get; init; }

    /// <summary>The part of the suite, for example <c>Reasoning</c>.</summary>
    public required string Category { get; init; }

    /// <summary>The items.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>Makes the request of one item, decoding and model included. Deterministic: its hash is part of a trial's identity.</summary>
    public required Func<Sample, ChatRequest> BuildRequest { get; init; }

    /// <summary>Judges one answer.</summary>
    public required IScorer Scorer { get; init; }

    /// <summary>Tries of each item, at least 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>What the measured accuracy is held against.</summary>
    public required AccuracyTarget Target { get; init; }

    /// <summary>Expected seconds of one trial before anything was learned; longer benchmarks start first.</summary>
    public double ExpectedSeconds { get; init; } = 5;
}

/// <summary>
/// A figure to hold an accuracy against: an official baseline, or a floor where none exists. Accuracy below
/// <see cref="Reference"/> minus <see cref="Margin"/> does not conform; between the two either verdict is acceptable.
/// </summary>
/// <param name="Reference">The official accuracy or the floor, 0 to 1.</param>
/// <param name="Margin">How far below still conforms, above 0.</param>
/// <param name="IsBaseline">Whether the reference is a measured official figure rather than a floor of our own.</param>
/// <param name="Source">Where the reference comes from, or why the floor is what it is.</param>
public sealed record AccuracyTarget(double Reference, double Margin, bool IsBaseline, string Source);
