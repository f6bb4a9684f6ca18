namespace Kvv.Conformance.Profiles;

/// <summary>What the ids of tool calls look like.</summary>
public sealed record CallIdContract
{
    /// <summary>How ids are made.</summary>
    public required CallIdRule Rule { get; init; }

    /// <summary>A regular expression the whole id matches; <see langword="null"/> when any text will do.</summary>
    public string? Pattern { get; init; }

    /// <summary>Where this comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what is left open.</summary>
    public string? Note { get; init; }
}
