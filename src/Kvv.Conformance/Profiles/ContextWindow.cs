namespace Kvv.Conformance.Profiles;

/// <summary>How much a model can hold at once.</summary>
public sealed record ContextWindow
{
    /// <summary>Tokens of prompt and completion together; 1 or more.</summary>
    public required int Tokens { get; init; }

    /// <summary>Where the figure comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what the figure leaves open.</summary>
    public string? Note { get; init; }
}
