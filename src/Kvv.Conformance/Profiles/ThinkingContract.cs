namespace Kvv.Conformance.Profiles;

/// <summary>How a model thinks, and how that is asked for and shown.</summary>
public sealed record ThinkingContract
{
    /// <summary>The modes the model has; at least one.</summary>
    public required IReadOnlyList<ThinkingMode> Modes { get; init; }

    /// <summary>The mode of a request that asks for none; one of <see cref="Modes"/>.</summary>
    public required ThinkingMode Default { get; init; }

    /// <summary>What a request to switch thinking off does; <see langword="null"/> when the maker does not say, and then it is not judged.</summary>
    public OffRequest? OffRequest { get; init; }

    /// <summary>Member names under which reasoning may arrive, the maker's own first; empty for a model that never thinks.</summary>
    public required IReadOnlyList<string> ReasoningFields { get; init; }

    /// <summary>The thinking efforts, or <see langword="null"/> when the model has no such setting.</summary>
    public EffortContract? Effort { get; init; }

    /// <summary>Accepted values of <c>thinking.keep</c>; empty when the model has no such setting.</summary>
    public required IReadOnlyList<string> Keep { get; init; }

    /// <summary>
    /// What a request without <c>keep</c> gets: one of <see cref="Keep"/>, or <c>none</c> when earlier reasoning is dropped;
    /// <see langword="null"/> when the maker does not say.
    /// </summary>
    public string? KeepDefault { get; init; }

    /// <summary>Whether an assistant turn with tool calls must bring its reasoning back while thinking is on.</summary>
    public required ReasoningEcho ReasoningEcho { get; init; }

    /// <summary>Where this comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what is left open.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the model has a mode.</summary>
    /// <param name="mode">The mode.</param>
    public bool Has(ThinkingMode mode) => Modes.Contains(mode);
}
