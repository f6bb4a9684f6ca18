namespace Kvv.Conformance.Profiles;

/// <summary>How a model calls tools.</summary>
public sealed record ToolContract
{
    /// <summary>The values of <c>tool_choice</c> that must work.</summary>
    public required ToolChoices Choices { get; init; }

    /// <summary>What the ids of tool calls look like.</summary>
    public required CallIdContract CallId { get; init; }

    /// <summary>Whether one answer may hold several calls.</summary>
    public required bool Parallel { get; init; }

    /// <summary>Whether tools may be declared in the middle of a conversation, on a system message without content.</summary>
    public required bool Dynamic { get; init; }

    /// <summary>The longest accepted function name, in characters; <see langword="null"/> when the maker does not say.</summary>
    public int? MaxNameLength { get; init; }

    /// <summary>The schema language that <c>strict</c> demands.</summary>
    public required StrictSchemas StrictSchemas { get; init; }

    /// <summary>Where this comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what is left open.</summary>
    public string? Note { get; init; }
}
