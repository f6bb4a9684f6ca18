using System.Collections.Immutable;

namespace Kvv.Conformance.Faults;

/// <summary>
/// A named way of serving a model wrongly: how it looks on the wire, where it usually comes from, and what to do. Sentences are
/// plain text in which code stands between backticks.
/// </summary>
public sealed record Fault
{
    /// <summary>Stable kebab-case id; its first two letters name the stage, for example <c>tc-markers-in-content</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The fault on one line, at most 100 characters, without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>The part of serving in which it acts.</summary>
    public required FaultStage Stage { get; init; }

    /// <summary>What a client sees on the wire.</summary>
    public required string Symptom { get; init; }

    /// <summary>The usual cause, or the candidates. A guess of the reporter where <see cref="Evidence"/> is single.</summary>
    public required string Cause { get; init; }

    /// <summary>What to set, upgrade or look at, and one request that confirms the cure.</summary>
    public required string Hint { get; init; }

    /// <summary>
    /// Models it was reported for, in the spelling of profile names (<c>kimi-k2</c> and <c>kimi-k2.x</c> mean a family); empty when
    /// it is tied to none.
    /// </summary>
    public required ImmutableArray<string> Models { get; init; }

    /// <summary>What it costs.</summary>
    public required FaultSeverity Severity { get; init; }

    /// <summary>How well it is documented.</summary>
    public required FaultEvidence Evidence { get; init; }

    /// <summary>The conditions under which it was seen, all of which must hold; empty when it is always on.</summary>
    public required ImmutableArray<FaultActivation> Activation { get; init; }

    /// <summary>How many requests it takes to see it.</summary>
    public required FaultRequests Requests { get; init; }

    /// <summary>Where it was reported; at least one.</summary>
    public required ImmutableArray<FaultSource> Sources { get; init; }

    /// <summary>Ids of faults that look the same from outside. The relation is symmetric.</summary>
    public required ImmutableArray<string> LookAlikes { get; init; }

    /// <summary>Ids of the requirements that expose it.</summary>
    public required ImmutableArray<string> Requirements { get; init; }

    /// <summary>Figures of benchmarks that fall below their bar and name it, as <c>benchmark/figure</c>.</summary>
    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>Whether an endpoint that scripts its own answers, in one process, can play it.</summary>
    public required bool Injectable { get; init; }

    /// <summary>Why it cannot be played; set exactly when <see cref="Injectable"/> is <see langword="false"/>.</summary>
    public string? NotInjectableReason { get; init; }
}
