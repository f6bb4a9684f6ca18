namespace Kvv.Conformance.Profiles;

/// <summary>The response formats a model offers.</summary>
public sealed record ResponseFormatContract
{
    /// <summary>The values of <c>response_format.type</c> that must work.</summary>
    public required IReadOnlyList<ResponseFormat> Types { get; init; }

    /// <summary>Where this comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what is left open.</summary>
    public string? Note { get; init; }
}
