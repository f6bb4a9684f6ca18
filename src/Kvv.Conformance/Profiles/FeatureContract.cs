namespace Kvv.Conformance.Profiles;

/// <summary>
/// What a model offers beyond text. <see langword="true"/>: it must work; <see langword="false"/>: the model does not have it;
/// <see langword="null"/>: the maker does not say, and it is not judged.
/// </summary>
public sealed record FeatureContract
{
    /// <summary>Whether images are seen.</summary>
    public bool? Vision { get; init; }

    /// <summary>Whether videos are seen.</summary>
    public bool? Video { get; init; }

    /// <summary>Whether <c>logprobs</c> are returned on request.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>Whether usage reports the prompt tokens read from a cache.</summary>
    public bool? CachedTokens { get; init; }

    /// <summary>Whether usage reports the tokens spent on reasoning.</summary>
    public bool? ReasoningTokens { get; init; }

    /// <summary>Where this comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what is left open.</summary>
    public string? Note { get; init; }
}
