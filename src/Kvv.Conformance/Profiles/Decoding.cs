namespace Kvv.Conformance.Profiles;

/// <summary>How the answers of a benchmark are drawn. A member that is <see langword="null"/> is not sent, and the server's default holds.</summary>
public sealed record Decoding
{
    /// <summary>Sampling temperature.</summary>
    public double? Temperature { get; init; }

    /// <summary>Nucleus sampling mass, 0 to 1.</summary>
    public double? TopP { get; init; }

    /// <summary>The most tokens an answer may have, reasoning included; 1 or more.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Whether the model thinks.</summary>
    public required ThinkingMode Thinking { get; init; }

    /// <summary>The thinking effort; one of the profile's.</summary>
    public string? Effort { get; init; }

    /// <summary>The value of <c>thinking.keep</c>; one of the profile's.</summary>
    public string? Keep { get; init; }
}
