namespace Kvv.Conformance.Diagnosis;

/// <summary>What was seen at one place.</summary>
internal enum Sight
{
    /// <summary>As it should be.</summary>
    Pass,

    /// <summary>Broken.</summary>
    Fail,

    /// <summary>No answer worth judging: an outage, as far as this place can tell.</summary>
    NoAnswer,
}

/// <summary>One place of a unit of evidence: the mode of a requirement, or the kind of an anomaly.</summary>
/// <param name="Name">The mode or the kind.</param>
/// <param name="Sight">What was seen.</param>
internal sealed record Facet(string Name, Sight Sight);

/// <summary>
/// Evidence that counts once: a requirement in all its modes, a rule of every reply with all its kinds of anomaly, one figure of
/// a benchmark. The modes of one requirement mostly fail together, so counting each would make a diagnosis surer than it is.
/// </summary>
internal sealed record EvidenceUnit
{
    /// <summary>The requirement's id, or <c>benchmark/figure</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Its places; at least one.</summary>
    public required IReadOnlyList<Facet> Facets { get; init; }

    /// <summary>Faults that a failure here suggests by its own words, most usual first.</summary>
    public required IReadOnlyList<string> Named { get; init; }

    /// <summary>Whether it was seen in the bytes of replies, whatever they were sent for, and not inferred from a check's plan.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Whether something is broken here.</summary>
    public bool Failed => Facets.Any(f => f.Sight == Sight.Fail);

    /// <summary>Whether something here cannot be right: broken, or without an answer.</summary>
    public bool IsOpen => Facets.Any(f => f.Sight != Sight.Pass);
}
