namespace Kvv.ReferenceVendor.Faults.Template;

/// <summary>The registry's rows of this stage.</summary>
internal static class TemplateRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("tt-no-generation-prompt", "The prompt lacks the opening of the assistant turn: a few tokens fewer, and calls turn into empty stops.", () => new NoGenerationPrompt()),
        new("tt-empty-content-literal", "An empty history turn is rendered as a printed list of parts: more prompt tokens.", () => new EmptyContentLiteral(), Inherent: "turn"),
        new("tt-history-ids-verbatim", "Foreign tool-call ids of the history are printed into the prompt: its count depends on them, and the next call stands in the content as markup.", () => new HistoryIdsVerbatim(), Inherent: "turn"),
        new("tt-thinking-history-dropped", "Reasoning of earlier turns has no effect: prompt tokens are the same with and without it.", () => new ThinkingHistoryDropped(), Inherent: "turn,thinking"),
        new("tt-double-bos", "Every prompt counts one token too many.", () => new DoubleBos()),
        new("tt-special-token-injection", "Control strings in user text act as real turn boundaries: a forged turn is obeyed, and echoes lose them.", () => new SpecialTokenInjection(), Inherent: "literal"),
        new("tt-schema-reordered", "Argument keys come in alphabetical order instead of the declared one.", () => new ArgumentsReordered()),
        new("tt-system-injected", "A hidden system text is added to every prompt: a constant surplus of tokens.", () => new SystemInjected()),
        new("tt-think-prefill-mismatch", "The parser starts on the wrong side of thinking: on, all is content; off, all is reasoning.", () => new PrefillMismatch()),
    ];
}
