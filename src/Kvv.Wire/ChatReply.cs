using System.Text.Json;

namespace Kvv.Wire;

/// <summary>
/// A whole or streamed answer folded into one model. Absent stays <see langword="null"/>: no default role, finish reason,
/// index or id is invented on the way in, and an empty string is kept apart from an absent one.
/// </summary>
public sealed record ChatReply
{
    /// <summary>Top-level <c>id</c>; of a stream, the first one seen.</summary>
    public string? Id { get; init; }

    /// <summary>Top-level <c>object</c>.</summary>
    public string? Object { get; init; }

    /// <summary>Top-level <c>created</c>, seconds since 1970, when it is an integer.</summary>
    public long? Created { get; init; }

    /// <summary>Top-level <c>model</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Top-level <c>system_fingerprint</c>.</summary>
    public string? SystemFingerprint { get; init; }

    /// <summary>The choices by ascending index; those without an index come last, in order of arrival.</summary>
    public IReadOnlyList<ReplyChoice> Choices { get; init; } = [];

    /// <summary>Token usage from wherever it was found (see <see cref="Usage.Site"/>); <see langword="null"/> when none was reported.</summary>
    public Usage? Usage { get; init; }

    /// <summary>The first choice, or <see langword="null"/> when there is none.</summary>
    public ReplyChoice? First => Choices.Count > 0 ? Choices[0] : null;
}

/// <summary>One choice of a reply.</summary>
public sealed record ReplyChoice
{
    /// <summary><c>index</c>, when it is an integer.</summary>
    public int? Index { get; init; }

    /// <summary><c>role</c> of the message, or of the first delta that carried one.</summary>
    public string? Role { get; init; }

    /// <summary><c>content</c>: the text, all deltas joined. Content given as an array of text parts is joined too.</summary>
    public string? Content { get; init; }

    /// <summary>The reasoning text, from whichever field carried it.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The field that carried <see cref="Reasoning"/>: <c>reasoning_content</c> or <c>reasoning</c>.</summary>
    public string? ReasoningField { get; init; }

    /// <summary><c>refusal</c>.</summary>
    public string? Refusal { get; init; }

    /// <summary>The tool calls by ascending index; those without an index come last, in order of arrival.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    /// <summary><c>finish_reason</c> as the endpoint spelled it.</summary>
    public string? FinishReason { get; init; }

    /// <summary><c>logprobs</c> as received (of a stream: the <c>content</c> arrays joined), or <see langword="null"/>.</summary>
    public JsonElement? Logprobs { get; init; }
}

/// <summary>One tool call of a message.</summary>
public sealed record ToolCall
{
    /// <summary><c>index</c> (streams only in most endpoints), when it is an integer.</summary>
    public int? Index { get; init; }

    /// <summary><c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary><c>type</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>function.name</c>. Of a stream: the deltas' names joined, as a strict client would read them.</summary>
    public string? Name { get; init; }

    /// <summary><c>function.arguments</c> as text; arguments that came as a JSON value are kept as its raw text and reported as an anomaly.</summary>
    public string? Arguments { get; init; }
}

/// <summary>Where a usage record was found.</summary>
public enum UsageSite
{
    /// <summary>Top level of a whole reply.</summary>
    Whole,

    /// <summary>Top level of a chunk whose <c>choices</c> is empty.</summary>
    SummaryChunk,

    /// <summary>Top level of a chunk that carries choices.</summary>
    Chunk,

    /// <summary>Inside a choice (Kimi style).</summary>
    Choice,
}

/// <summary>Token counts as reported. Counts that are absent or no integers are <see langword="null"/>.</summary>
public sealed record Usage
{
    /// <summary>Where the record was found; of several, the last one by this order of trust: whole or summary chunk, choice, chunk.</summary>
    public UsageSite Site { get; init; }

    /// <summary><c>prompt_tokens</c>.</summary>
    public long? PromptTokens { get; init; }

    /// <summary><c>completion_tokens</c>.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary><c>total_tokens</c>.</summary>
    public long? TotalTokens { get; init; }

    /// <summary><c>prompt_tokens_details.cached_tokens</c>, or a top-level <c>cached_tokens</c>.</summary>
    public long? CachedTokens { get; init; }

    /// <summary><c>completion_tokens_details.reasoning_tokens</c>, or a top-level <c>reasoning_tokens</c>.</summary>
    public long? ReasoningTokens { get; init; }

    /// <summary>The record's JSON text as received.</summary>
    public string Raw { get; init; } = "{}";
}
