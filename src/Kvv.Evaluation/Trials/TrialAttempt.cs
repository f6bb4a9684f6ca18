using Kvv.Wire;

namespace Kvv.Evaluation.Trials;

/// <summary>One attempt of one request of a trial.</summary>
/// <param name="Request">Index of the request in the trial, from 0.</param>
/// <param name="Status">HTTP status, or <see langword="null"/> when no response head arrived.</param>
/// <param name="Failure">What went wrong, or <see langword="null"/>.</param>
/// <param name="DurationMs">Milliseconds from sending to the end of the attempt.</param>
/// <param name="RetryAfterMs">The server's <c>Retry-After</c> in milliseconds, or <see langword="null"/>.</param>
/// <param name="DelayMs">Milliseconds waited before the next attempt; 0 after the last.</param>
public sealed record TrialAttempt(int Request, int? Status, string? Failure, double DurationMs, double? RetryAfterMs, double DelayMs)
{
    /// <summary>The attempt of an exchange.</summary>
    /// <param name="request">Index of the request in the trial.</param>
    /// <param name="attempt">The attempt.</param>
    public static TrialAttempt Of(int request, Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return new(request, attempt.Status, attempt.Failure, attempt.Duration.TotalMilliseconds, attempt.RetryAfter?.TotalMilliseconds, attempt.Delay.TotalMilliseconds);
    }
}
