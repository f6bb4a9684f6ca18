using System.Text.Json.Nodes;
using Kvv.Wire;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>Judges the answer to one item. Pure: the same answer gets the same score.</summary>
public interface IScorer
{
    /// <summary>Name and version, part of the configuration hash: a changed scorer starts a new measurement.</summary>
    string Id { get; }

    /// <summary>Scores an answered exchange.</summary>
    /// <param name="sample">The item.</param>
    /// <param name="exchange">An exchange whose outcome is <see cref="ExchangeOutcome.Answered"/> or <see cref="ExchangeOutcome.Refused"/>.</param>
    Score Score(Sample sample, Exchange exchange);
}

/// <summary>The judgement of one answer.</summary>
/// <param name="Value">1 for right, 0 for wrong, between for graded scores; <see langword="null"/> when the answer cannot be scored, which is never counted as zero silently.</param>
/// <param name="Answer">What was taken for the answer, or <see langword="null"/> when none was found.</param>
/// <param name="Explanation">One sentence.</param>
/// <param name="Truncated">Whether the reply ended at its token limit.</param>
public sealed record Score(double? Value, string? Answer, string Explanation, bool Truncated = false)
{
    /// <summary>What the scorer measured beside the value, for its judge; part of the journal.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Ids of faults of the catalogue that this very answer is the signature of.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}
