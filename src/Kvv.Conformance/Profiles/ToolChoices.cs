namespace Kvv.Conformance.Profiles;

/// <summary>
/// The values of <c>tool_choice</c> that must work, by thinking mode. A value that is not listed is not judged unless
/// <see cref="Note"/> says what it does.
/// </summary>
public sealed record ToolChoices
{
    /// <summary>The values that work while the model thinks; <see langword="null"/> when it never thinks.</summary>
    public IReadOnlyList<ToolChoice>? On { get; init; }

    /// <summary>The values that work while the model does not think; <see langword="null"/> when it always thinks.</summary>
    public IReadOnlyList<ToolChoice>? Off { get; init; }

    /// <summary>Values that are refused with status 400 while the model thinks.</summary>
    public IReadOnlyList<ToolChoice> RefusedOn { get; init; } = [];

    /// <summary>Values that must be accepted even when the request declares no tools; a value left out may be refused there.</summary>
    public IReadOnlyList<ToolChoice> WithoutTools { get; init; } = [];

    /// <summary>Where this comes from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what is left open.</summary>
    public string? Note { get; init; }

    /// <summary>The values that work in a mode; empty when the model does not have the mode.</summary>
    /// <param name="mode">The mode.</param>
    public IReadOnlyList<ToolChoice> For(ThinkingMode mode) => (mode == ThinkingMode.On ? On : Off) ?? [];
}
