using System.Text;
using System.Text.Json;
using Kvv.Wire.Folding;

namespace Kvv.Wire;

/// <summary>How an exchange ended, before anything is judged.</summary>
public enum ExchangeOutcome
{
    /// <summary>Status 2xx and a body (which may still be broken: see the anomalies).</summary>
    Answered,

    /// <summary>An HTTP status of 3xx or 4xx other than 408 and 429: an answer, never retried.</summary>
    Refused,

    /// <summary>No answer worth judging after all attempts: connect, TLS, timeout before anything was read, 408, 429, 5xx.</summary>
    Infrastructure,
}

/// <summary>One request with all its attempts, the reply, what was wrong on the wire, timing and usage.</summary>
public sealed record Exchange
{
    /// <summary>The request as sent.</summary>
    public required ChatRequest Request { get; init; }

    /// <summary>Absolute address that was called, without query and user information.</summary>
    public required string Url { get; init; }

    /// <summary>Every attempt in order; the last one is what the rest of this record describes.</summary>
    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>How it ended.</summary>
    public required ExchangeOutcome Outcome { get; init; }

    /// <summary>HTTP status of the last attempt, or <see langword="null"/> when no response head arrived.</summary>
    public int? Status { get; init; }

    /// <summary>Response headers of the last attempt by lower-case name; several values joined with <c>", "</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The bytes of the answer as received, up to <see cref="ExchangeLimits.MaxBodyBytes"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The folded reply of an answered exchange; <see langword="null"/> when the body held none.</summary>
    public ChatReply? Reply { get; init; }

    /// <summary>The error object of a refusal, or of a stream that carried one after status 200.</summary>
    public ApiError? Error { get; init; }

    /// <summary>Everything the assembler and the detectors saw, in order.</summary>
    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];

    /// <summary>When things happened, relative to the start of the last attempt.</summary>
    public required ExchangeTiming Timing { get; init; }

    /// <summary>For an infrastructure outcome: one clause on what went wrong, for people, free of secrets.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the rules of every reply judge it: an answer, or a refusal for load that says nothing on when to come back.</summary>
    public bool CountsAsReply => Outcome == ExchangeOutcome.Answered || Anomalies.Any(a => a.Kind == AnomalyKinds.RateLimitWithoutRetryAfter);

    /// <summary>The media type of the answer without parameters, lower-case, or <see langword="null"/>.</summary>
    public string? MediaType => Headers.TryGetValue("content-type", out var value) ? value.Split(';')[0].Trim().ToLowerInvariant() : null;

    /// <summary>The body read as UTF-8 (invalid bytes become U+FFFD).</summary>
    public string BodyText => Encoding.UTF8.GetString(Body.Span);
}

/// <summary>One try of an exchange.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Status">HTTP status, or <see langword="null"/> when no response head arrived.</param>
/// <param name="Duration">From sending to the end of the attempt.</param>
/// <param name="Failure">What went wrong, or <see langword="null"/>.</param>
/// <param name="RetryAfter">The server's <c>Retry-After</c>, when it sent one that parses.</param>
/// <param name="Delay">How long the client waited after this attempt before the next; zero for the last.</param>
public sealed record Attempt(int Number, int? Status, TimeSpan Duration, string? Failure, TimeSpan? RetryAfter, TimeSpan Delay);

/// <summary>The error object of an OpenAI-style error body: <c>{"error":{"message","type","param","code"}}</c>.</summary>
/// <param name="Message"><c>error.message</c>.</param>
/// <param name="Type"><c>error.type</c>.</param>
/// <param name="Param"><c>error.param</c>.</param>
/// <param name="Code"><c>error.code</c>, a number as its text.</param>
public sealed record ApiError(string? Message, string? Type, string? Param, string? Code)
{
    /// <summary>Reads an OpenAI-style error body.</summary>
    /// <param name="json">The body.</param>
    /// <returns>The error object, or <see langword="null"/> when the text is no JSON object with an <c>error</c> member.</returns>
    public static ApiError? Parse(ReadOnlyMemory<byte> json) => ApiErrorReader.Parse(json.Span);

    /// <summary>Reads the value of an <c>error</c> member: an object, or the plain string that some servers send.</summary>
    /// <param name="error">The member's value.</param>
    public static ApiError? From(JsonElement error) => ApiErrorReader.From(error);
}

/// <summary>When things happened, relative to the start of the last attempt. Absent moments are <see langword="null"/>.</summary>
public sealed record ExchangeTiming
{
    /// <summary>Wall-clock start of the first attempt.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Response head complete.</summary>
    public TimeSpan? Headers { get; init; }

    /// <summary>First event of a stream, or first byte of a whole body.</summary>
    public TimeSpan? FirstChunk { get; init; }

    /// <summary>First non-empty content, reasoning or tool-call text (time to first token).</summary>
    public TimeSpan? FirstContent { get; init; }

    /// <summary>Last event or byte.</summary>
    public TimeSpan? Last { get; init; }

    /// <summary>The longest silence between two reads of the body.</summary>
    public TimeSpan? LongestGap { get; init; }

    /// <summary>
    /// Output tokens a second: completion tokens over the time from first content to last (streams), or from start to last
    /// (whole replies); <see langword="null"/> without usage or with a time of zero.
    /// </summary>
    public double? OutputTokensPerSecond { get; init; }
}

/// <summary>The limits of one exchange.</summary>
public sealed record ExchangeLimits
{
    /// <summary>From sending to the last byte, per attempt.</summary>
    public TimeSpan Total { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Longest silence: to the response head, and between two reads.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts in all, at least 1.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>A body is read no further than this many bytes; more is an anomaly, not an exception.</summary>
    public int MaxBodyBytes { get; init; } = 64 * 1024 * 1024;
}
