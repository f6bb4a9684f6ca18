namespace Kvv.ReferenceVendor.Faults.ToolCalls;

/// <summary>The registry's rows of this stage.</summary>
internal static class ToolCallsRows
{
    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("tc-markers-in-content", "Calls stand in the content between markers; there are no tool_calls and the reason is stop.", () => new MarkersInContent(), Unlike: Departures.Chance),
        new("tc-markers-in-reasoning", "Calls stand in the reasoning between markers; the tool never runs.", () => new MarkersInReasoning(), "stream,thinking=on", Unlike: Departures.Chance),
        new("tc-swallowed-unclosed-think", "Reasoning ends with the intent to call; no call, no content, reason stop.", () => new SwallowedByThinking(), "thinking=on", Unlike: "Reported by chance in conversations of several turns; tier smoke asks most of its tool questions in the first. turn>= raises it, p= plays the chance."),
        new("tc-large-args-lost", "Arguments over 8 KB break off.", () => new LargeArgumentsLost(), "output>=8192"),
        new("tc-args-truncated-bundle", "In a stream, the second of two calls has cut arguments.", () => new SecondCallCut(), "stream", Unlike: Departures.Chance),
        new("tc-one-delta-dropped", "In a stream, a call without arguments leaves nothing behind.", () => new ShortCallDropped(), "stream", Unlike: Departures.Chance),
        new("tc-empty-deltas-under-load", "Under load, streamed calls are empty lists while the reason says tool_calls.", () => new EmptyDeltasUnderLoad(), "stream,concurrency>=6", Unlike: Departures.Chance),
        new("tc-args-not-streamed", "In a stream, all arguments of a call come in one delta.", () => new ArgumentsInOnePiece(), "stream"),
        new("tc-text-before-call-lost", "In a stream, words before a call are missing.", () => new TextBeforeCallLost(), "stream"),
        new("tc-id-foreign", "Call ids are random words instead of the model's own form.", () => new ForeignIds()),
        new("tc-id-repeats-across-turns", "Ids count within the turn, so later turns repeat them.", () => new IdsRepeat(), Inherent: "turn"),
        new("tc-index-reused", "In a stream, parallel calls all carry index 0.", () => new IndexReused(), "stream"),
        new("tc-index-missing", "In a stream, calls carry no index.", () => new IndexMissing(), "stream"),
        new("tc-index-drift", "In a stream, continuation deltas carry a new index each.", () => new IndexDrift(), "stream"),
        new("tc-name-concatenated", "In a stream, the name comes with every delta, so joining doubles it.", () => new NameConcatenated(), "stream"),
        new("tc-name-split", "In a stream, a function name arrives in two deltas.", () => new NameSplit(), "stream"),
        new("tc-name-charset", "Calls of tools with a hyphen in the name stay in the content as markup.", () => new HyphenatedNamesMissed(), Inherent: "literal"),
        new("tc-finish-stop", "Calls are present and the finish reason is stop.", () => new FinishStop()),
        new("tc-finish-calls-empty", "The finish reason is tool_calls, but there is prose and no call.", () => new FinishWithoutCalls()),
        new("tc-finish-absent", "In a stream, no finish reason follows a call, and usage is zero.", () => new FinishAbsent(), "stream", Unlike: Departures.Chance),
        new("tc-none-ignored", "With tool_choice none the model calls all the same.", () => new NoneIgnored(), "toolChoice=none"),
        new("tc-required-ignored", "With tool_choice required there is prose and no call.", () => new RequiredIgnored(), "toolChoice=required"),
        new("tc-named-wrong", "A named tool is not called; there is prose.", () => new NamedIgnored(), "toolChoice=named"),
        new("tc-forced-args-raw-markup", "A forced call has markup instead of JSON as arguments.", () => new ForcedArgumentsRaw(), "toolChoice=required"),
        new("tc-required-runaway", "A forced call is repeated dozens of times, until length.", () => new RequiredRunaway(), "toolChoice=required"),
        new("tc-parallel-false-ignored", "parallel_tool_calls: false is accepted and several calls come.", () => new ParallelFalseIgnored()),
        new("tc-args-stringified", "Numbers, booleans and lists in arguments come as strings.", () => new ArgumentsStringified()),
        new("tc-args-overcoerced", "Strings in arguments that look like numbers or booleans become such.", () => new ArgumentsOvercoerced()),
        new("tc-args-entity-decoded", "HTML entities in arguments are decoded.", () => new ArgumentsEntityDecoded(), Inherent: "literal"),
        new("tc-args-cut-at-literal", "A value ends where it spells one of the format's own markers.", () => new ArgumentsCutAtLiteral(), Inherent: "literal"),
        new("tc-markup-in-args", "In a stream, the closing marker sticks to the arguments.", () => new MarkupInArguments(), "stream", Unlike: "Reported for values that end like the marker begins; here it sticks to every value, so that one call shows it."),
        new("tc-args-invalid-json", "Arguments lack their last bracket.", () => new ArgumentsInvalid(), Unlike: Departures.Chance),
        new("tc-args-double-encoded", "Arguments are a JSON string that holds the JSON.", () => new ArgumentsDoubleEncoded(), Unlike: "Reported where the history holds calls that the model imitates; the first call shows the same arguments. rounds>=1 plays it as reported."),
        new("tc-optional-args-dropped", "Optional arguments the prompt asks for are absent.", () => new OptionalArgumentsDropped(), Unlike: "Reported by chance for a model that always thinks; most models are asked for optional arguments with thinking off. thinking=on and p= play it as reported."),
        new("tc-error-instead-of-call", "A stream that should carry a call carries an error object after status 200.", () => new ErrorInsteadOfCall(), "stream", Unlike: Departures.Chance),
        new("tc-trigger-shift", "Half of the prompts that deserve a call get prose.", () => new TriggerShift(), "p=0.5"),
        new("tc-schema-violations", "A share of calls breaks the declared schema: the first member is missing and a stray one is there.", () => new SchemaViolations(), "p=0.25"),
        new("tc-markup-without-tools", "No tools are declared, the text speaks of one, and the model's call markup comes as content.", () => new MarkupWithoutTools()),
        new("tc-section-text-leak", "In a stream, stray text of the call section appears as content.", () => new SectionTextLeak(), "stream"),
        new("tc-id-unparsed-variant", "Once the history holds calls, the next call comes as raw markup with a mangled id.", () => new UnparsedIdVariant(), Inherent: "turn", Unlike: Departures.Chance),
    ];
}
