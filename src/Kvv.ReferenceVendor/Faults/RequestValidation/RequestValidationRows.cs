namespace Kvv.ReferenceVendor.Faults.RequestValidation;

/// <summary>The registry's rows of this stage.</summary>
internal static class RequestValidationRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("rv-malformed-format-500", "A broken response_format meets 500 with an empty message instead of 400.", () => new MalformedFormatCrashes()),
        new("rv-effort-500", "An unknown effort meets 500 from the template instead of 400.", () => new EffortCrashes()),
        new("rv-overflow-500", "A prompt and cap over the window meet 500 instead of 400.", () => new OverflowCrashes()),
        new("rv-silent-truncation", "An over-long prompt loses its head, with 200 and a prompt count near 2048.", () => new SilentTruncation(), "prompt>=2048"),
        new("rv-window-below-advertised", "Prompts over 32768 tokens meet 400 though the listing says more.", () => new SmallWindow(), Inherent: "prompt"),
        new("rv-null-content-rejected", "A history turn with tool calls and null, absent or empty content meets 400.", () => new NullContentRejected(), Inherent: "turn"),
        new("rv-tool-parts-rejected", "A tool message whose content is an array of parts meets 400.", () => new ToolPartsRejected(), Inherent: "turn"),
        new("rv-extra-message-field", "A message member outside a fixed list meets 400.", () => new ExtraMessageFieldRejected(), Inherent: "turn"),
        new("rv-tool-schema-type-rejected", "A tool parameter of type boolean or null meets 400.", () => new BooleanParameterRejected()),
        new("rv-literal-placeholder-400", "Text that merely spells an image placeholder meets 400.", () => new PlaceholderTextRejected(), Inherent: "literal"),
        new("rv-forced-choice-thinking-500", "A forced tool choice with thinking on meets 500.", () => new ForcedChoiceCrashes(), Inherent: "thinking,toolChoice"),
        new("rv-fixed-sampling-not-enforced", "Sampling values the contract refuses are taken with 200.", () => new SamplingNotEnforced()),
        new("rv-always-thinking-disable", "Switching off thinking, which this model must refuse, meets 200 with reasoning all the same.", () => new DisableAcceptedInVain(), Inherent: "thinking"),
        new("rv-tools-silently-dropped", "Tools are accepted with 200 and never reach the prompt.", () => new ToolsDropped()),
        new("rv-dynamic-tools-dropped", "Tools declared inside a system message are ignored with 200.", () => new DynamicToolsDropped()),
        new("rv-error-not-json", "Errors come as plain text instead of a JSON error body.", () => new ErrorNotJson()),
    ];
}
