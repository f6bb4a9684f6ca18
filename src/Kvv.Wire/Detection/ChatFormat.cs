namespace Kvv.Wire.Detection;

/// <summary>
/// The strings by which a model's chat format marks structure. None of them is text, so none belongs in a reply's text.
/// Keep one for each profile: what is prepared for searching is kept with it.
/// </summary>
/// <param name="ControlStrings">Turn, section and tool-call markers as they are spelled, for example <c>&lt;|im_end|&gt;</c>.</param>
/// <param name="ThinkTags">The tags around reasoning, for example <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>.</param>
public sealed record ChatFormat(IReadOnlyList<string> ControlStrings, IReadOnlyList<string> ThinkTags)
{
    /// <summary>A format of which nothing is known: no control strings and no tags.</summary>
    public static ChatFormat None { get; } = new([], []);
}
