namespace Kvv.Conformance.Profiles;

/// <summary>The strings of the model's chat format that must never reach a client as text.</summary>
public sealed record ChatFormatContract
{
    /// <summary>Control strings; none may appear in content, reasoning, tool names or arguments.</summary>
    public required IReadOnlyList<string> ControlStrings { get; init; }

    /// <summary>The opening and the closing tag of a thinking block; neither may appear in content.</summary>
    public required IReadOnlyList<string> ThinkTags { get; init; }

    /// <summary>Where the strings come from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what the list leaves open.</summary>
    public string? Note { get; init; }
}
