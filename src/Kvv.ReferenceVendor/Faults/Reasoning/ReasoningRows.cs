namespace Kvv.ReferenceVendor.Faults.Reasoning;

/// <summary>The registry's rows of this stage.</summary>
internal static class ReasoningRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("rc-field-renamed", "Reasoning arrives under the other field name.", () => new FieldRenamed(), Inherent: "thinking"),
        new("rc-close-tag-in-content", "Content holds the deliberation, the closing think tag and then the answer.", () => new CloseTagInContent(), "thinking=on"),
        new("rc-never-split", "With thinking on there is only content; it begins with the deliberation, without tags.", () => new NeverSplit(), "thinking=on"),
        new("rc-answer-in-reasoning", "With thinking off the answer comes in the reasoning field and content is empty.", () => new AnswerInReasoning(), "thinking=off"),
        new("rc-disable-ignored", "The off switch is accepted and reasoning comes all the same.", () => new DisableIgnored(), "thinking=off"),
        new("rc-disable-inlines", "With thinking off the whole deliberation stands in the content.", () => new DisableInlines(), "thinking=off"),
        new("rc-final-answer-dropped", "Content is a think block and nothing after it.", () => new FinalAnswerDropped(), "thinking=on"),
        new("rc-terminator-leak", "A channel terminator ends the content of a stream.", () => new TerminatorLeak(), "stream", Unlike: Departures.Chance),
        new("rc-cut-thinking-in-content", "When the cap falls inside thinking, the unfinished thinking comes as content.", () => new CutThinkingInContent(), "thinking=on"),
        new("rc-effort-no-effect", "Low and high effort think the same.", () => new EffortNoEffect(), "thinking=on"),
        new("rc-lost-when-forced", "A forced tool choice loses the reasoning.", () => new LostWhenForced(), "toolChoice=required", Inherent: "thinking"),
        new("rc-parser-truncates", "The reasoning text breaks off while reasoning_tokens counts all of it.", () => new ReasoningTruncated(), "thinking=on"),
        new("rc-content-starved", "Thinking uses up the room: content is empty and the reason is length.", () => new ContentStarved(), "thinking=on,p=0.3"),
    ];
}
