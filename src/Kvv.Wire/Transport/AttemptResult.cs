namespace Kvv.Wire.Transport;

/// <summary>What one attempt brought.</summary>
internal sealed record AttemptResult
{
    public int? Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public ReadOnlyMemory<byte> Body { get; init; }

    public ChatReply? Reply { get; init; }

    public ApiError? Error { get; init; }

    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];

    public required ExchangeTiming Timing { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>What went wrong, or <see langword="null"/>.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the answer never came, or broke before the first byte of its body.</summary>
    public bool IsBroken { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public ExchangeOutcome Outcome => this switch
    {
        { IsBroken: true } or { Status: null or 408 or 429 or >= 500 } => ExchangeOutcome.Infrastructure,
        { Status: >= 200 and < 300 } => ExchangeOutcome.Answered,
        _ => ExchangeOutcome.Refused,
    };

    public AttemptEnd ToEnd() => new(Status, Outcome != ExchangeOutcome.Infrastructure && Failure is null, RetryAfter, Failure);

    public Attempt ToAttempt(int number, TimeSpan delay) => new(number, Status, Duration, Failure, RetryAfter, delay);
}
