namespace Kvv.Wire;

// What the detectors find in a folded reply. Each rule is followed by the ids of the field faults that can show it.
public static partial class AnomalyKinds
{
    /// <summary>Content holds no control string of the chat format. Faults: tc-markers-in-content, tc-markup-without-tools, rc-terminator-leak.</summary>
    public const string ControlStringInContent = "control-string-in-content";

    /// <summary>Reasoning holds no control string of the chat format. Faults: tc-markers-in-reasoning, tc-swallowed-unclosed-think.</summary>
    public const string ControlStringInReasoning = "control-string-in-reasoning";

    /// <summary>Names and arguments of tool calls hold no control string of the chat format. Faults: tc-forced-args-raw-markup, tc-markup-in-args.</summary>
    public const string ControlStringInCall = "control-string-in-call";

    /// <summary>No text starts or ends with a piece of a control string. Faults: rc-terminator-leak, tc-markup-in-args, tc-markers-in-content.</summary>
    public const string ControlStringFragment = "control-string-fragment";

    /// <summary>Content holds no think tag. Faults: rc-close-tag-in-content, rc-final-answer-dropped, dk-quant-corruption.</summary>
    public const string ThinkTagInContent = "think-tag-in-content";

    /// <summary>Text holds no U+FFFD that was not asked for. Faults: sw-utf8-split.</summary>
    public const string ReplacementCharacter = "replacement-character";

    /// <summary>Text is well-formed UTF-16: no half of a surrogate pair. Faults: sw-utf8-split.</summary>
    public const string LoneSurrogate = "lone-surrogate";

    /// <summary>No character is repeated without end. Faults: dk-bang-collapse, dk-pad-spam.</summary>
    public const string CharacterRun = "character-run";

    /// <summary>White space does not run on. Faults: so-whitespace-runaway.</summary>
    public const string WhitespaceRunaway = "whitespace-runaway";

    /// <summary>No single word or special token is repeated over and over. Faults: dk-pad-spam, dk-repetition-loop.</summary>
    public const string TokenRepetition = "token-repetition";

    /// <summary>Text does not circle in one passage. Faults: dk-repetition-loop, dk-speculative-loop.</summary>
    public const string RepetitionLoop = "repetition-loop";

    /// <summary>A reply that ends with <c>stop</c> has content or a tool call, not reasoning alone. Faults: ml-thinks-then-stops, tc-swallowed-unclosed-think, rc-answer-in-reasoning, so-json-in-reasoning, rc-final-answer-dropped.</summary>
    public const string ReasoningOnly = "reasoning-only";

    /// <summary>A successful reply says something. Faults: sw-empty-success, ml-empty-on-large-context, tc-one-delta-dropped.</summary>
    public const string EmptySuccess = "empty-success";

    /// <summary>A whole reply says why it ended. Faults: tc-finish-absent.</summary>
    public const string FinishMissing = "finish-missing";

    /// <summary>The finish reason is stop, length, tool_calls or content_filter. Faults: sw-finish-raw-token.</summary>
    public const string FinishUnknown = "finish-unknown";

    /// <summary>The endpoint does not break an answer off; Moonshot's own servers say so by a finish reason such as <c>engine_overloaded</c>. Faults: sw-error-inside-200, op-429-mislabelled.</summary>
    public const string FinishBrokenOff = "finish-broken-off";

    /// <summary>Finish reason <c>tool_calls</c> comes with calls. Faults: tc-finish-calls-empty, tc-empty-deltas-under-load.</summary>
    public const string FinishCallsAbsent = "finish-calls-absent";

    /// <summary>Calls come with finish reason <c>tool_calls</c>, unless the request named the tool. Faults: tc-finish-stop.</summary>
    public const string FinishStopWithCalls = "finish-stop-with-calls";

    /// <summary><c>length</c> means that a cap was reached. Faults: sa-default-cap-16, rv-window-below-advertised, tc-large-args-lost.</summary>
    public const string FinishLengthEarly = "finish-length-early";

    /// <summary>A reply cut by its cap ends with <c>length</c>; <c>stop</c> at exactly the cap is suspicious, though it can be chance. Faults: rc-content-starved, sa-max-completion-tokens-ignored.</summary>
    public const string FinishStopAtCap = "finish-stop-at-cap";

    /// <summary>Completion tokens stay within the cap that the request set. Faults: sa-max-completion-tokens-ignored, sa-max-tokens-ignored.</summary>
    public const string CapExceeded = "cap-exceeded";

    /// <summary>No token count is negative. Faults: ua-modes-disagree.</summary>
    public const string UsageNegative = "usage-negative";

    /// <summary>Usage is not all zero. Faults: ua-usage-zero, tc-finish-absent, sw-empty-success.</summary>
    public const string UsageAllZero = "usage-all-zero";

    /// <summary>A prompt was read, and text that is there took tokens: neither count is zero. Faults: ua-usage-zero.</summary>
    public const string UsageCountZero = "usage-count-zero";

    /// <summary>Total tokens are prompt plus completion tokens. Faults: ua-usage-zero, ua-modes-disagree.</summary>
    public const string UsageTotalWrong = "usage-total-wrong";

    /// <summary>Cached tokens are part of the prompt tokens. Faults: ua-cached-missing.</summary>
    public const string UsageCachedOverPrompt = "usage-cached-over-prompt";

    /// <summary>Reasoning tokens are part of the completion tokens. Faults: ua-reasoning-over-completion.</summary>
    public const string UsageReasoningOverCompletion = "usage-reasoning-over-completion";

    /// <summary>Reasoning that is there took reasoning tokens. Faults: ua-reasoning-tokens-zero.</summary>
    public const string UsageReasoningZero = "usage-reasoning-zero";

    /// <summary>Tool-call ids differ within a message. Faults: tc-index-reused, ml-result-mixup.</summary>
    public const string ToolCallIdDuplicate = "tool-call-id-duplicate";

    /// <summary>A tool-call id is not used again in the same conversation. Faults: tc-id-repeats-across-turns, ml-result-mixup.</summary>
    public const string ToolCallIdReused = "tool-call-id-reused";

    /// <summary>Every tool call has an id. Faults: tc-index-drift, tc-empty-deltas-under-load.</summary>
    public const string ToolCallIdMissing = "tool-call-id-missing";

    /// <summary>Every tool call is of type <c>function</c>, or of another type that the request declared. Faults: sw-tool-chunk-shape, tc-index-drift.</summary>
    public const string ToolCallTypeWrong = "tool-call-type-wrong";

    /// <summary>Every streamed tool call has an index. Faults: tc-index-missing.</summary>
    public const string ToolCallIndexMissing = "tool-call-index-missing";

    /// <summary>Indexes of k tool calls are 0 to k-1. Faults: tc-index-drift, tc-index-reused.</summary>
    public const string ToolCallIndexGap = "tool-call-index-gap";

    /// <summary>Every tool call has a name. Faults: tc-empty-deltas-under-load, tc-index-drift.</summary>
    public const string ToolCallNameMissing = "tool-call-name-missing";

    /// <summary>Only declared tools are called. Faults: tc-name-concatenated, tc-name-split, dk-speculative-tool-corruption, tc-id-unparsed-variant.</summary>
    public const string ToolCallNameUndeclared = "tool-call-name-undeclared";

    /// <summary>Arguments are JSON. Faults: tc-args-invalid-json, tc-args-truncated-bundle, tc-forced-args-raw-markup, tc-markup-in-args, tc-index-reused, tc-large-args-lost.</summary>
    public const string ToolCallArgumentsNotJson = "tool-call-arguments-not-json";

    /// <summary>Arguments are a JSON object. Faults: tc-args-invalid-json.</summary>
    public const string ToolCallArgumentsNotObject = "tool-call-arguments-not-object";

    /// <summary>Arguments are encoded once, not a JSON string that holds JSON. Faults: tc-args-double-encoded.</summary>
    public const string ToolCallArgumentsDoubleEncoded = "tool-call-arguments-double-encoded";

    /// <summary>One message does not make the same call over and over. Faults: tc-required-runaway, dk-repetition-loop.</summary>
    public const string ToolCallRunaway = "tool-call-runaway";

    /// <summary>The reply's model is the one asked for. Faults: op-model-substituted.</summary>
    public const string ModelOther = "model-other";

    /// <summary>The reply names its model. Faults: op-model-substituted.</summary>
    public const string ModelMissing = "model-missing";

    /// <summary>The role of a reply is <c>assistant</c>. Faults: sw-role-wrong.</summary>
    public const string RoleWrong = "role-wrong";
}
