using System.Collections.Frozen;

namespace Kvv.Conformance.Diagnosis;

/// <summary>What a fault does at one place when it is on.</summary>
internal enum Effect
{
    /// <summary>Nothing: it passes.</summary>
    None,

    /// <summary>It breaks it in some runs.</summary>
    Sometimes,

    /// <summary>It breaks it.</summary>
    Fails,

    /// <summary>No answer comes.</summary>
    NoAnswer,
}

/// <summary>
/// What was measured with one fault switched on in the reference endpoint: which places break. Strong evidence, and only that:
/// the same fault in the field may act in a share of requests only, or on another path.
/// </summary>
/// <param name="Fault">The fault's id.</param>
/// <param name="Profile">The profile it was measured with.</param>
/// <param name="Effects">Places that do not pass: the effect by <c>subject</c> and <c>facet</c>.</param>
/// <param name="Judged">Every place that was judged in a healthy run of the profile.</param>
internal sealed record FaultSignature(
    string Fault, string Profile, FrozenDictionary<(string Subject, string Facet), Effect> Effects, FrozenSet<(string Subject, string Facet)> Judged)
{
    /// <summary>What the fault does at a place, or <see langword="null"/> when that was not measured.</summary>
    public Effect? At(string subject, string facet) =>
        Effects.TryGetValue((subject, facet), out var effect) ? effect : Judged.Contains((subject, facet)) ? Effect.None : null;

    /// <summary>Figures of benchmarks that name the fault when they fail by it.</summary>
    public FrozenSet<string> NamedBy { get; init; } = [];

    /// <summary>The subjects of places that do not pass.</summary>
    public FrozenSet<string> Subjects { get; } = Effects.Keys.Select(p => p.Subject).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The places that it breaks in every run.</summary>
    public IEnumerable<(string Subject, string Facet)> Broken => Effects.Where(e => e.Value == Effect.Fails).Select(e => e.Key);
}
