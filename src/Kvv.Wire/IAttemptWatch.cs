namespace Kvv.Wire;

/// <summary>Stands beside every attempt of a transport: paces them, and sees at once what a whole exchange tells only at its end.</summary>
public interface IAttemptWatch
{
    /// <summary>Called before each attempt, retries included; the attempt is sent when this ends.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IWatchedAttempt> BeginAsync(CancellationToken cancellationToken);
}

/// <summary>One attempt under watch. Called from the thread that reads; must not block.</summary>
public interface IWatchedAttempt
{
    /// <summary>The response head, or more of the body, has arrived.</summary>
    /// <param name="status">HTTP status of the head.</param>
    void Arrived(int status);

    /// <summary>The attempt is over. Called exactly once.</summary>
    /// <param name="end">How it ended, or <see langword="null"/> when the caller gave it up.</param>
    void Ended(AttemptEnd? end);
}

/// <summary>How an attempt ended.</summary>
/// <param name="Status">HTTP status, or <see langword="null"/> when no response head arrived.</param>
/// <param name="IsUsable">Whether it is an answer: neither an outage (408, 429, 5xx, no connection) nor broken off on the way.</param>
/// <param name="RetryAfter">The server's <c>Retry-After</c>, when it sent one that parses.</param>
/// <param name="Failure">What went wrong, free of secrets, or <see langword="null"/>.</param>
public sealed record AttemptEnd(int? Status, bool IsUsable, TimeSpan? RetryAfter, string? Failure);
