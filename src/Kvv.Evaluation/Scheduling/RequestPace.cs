using Kvv.Wire;

namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// Keeps attempts, retries included, under a number of requests and of tokens a minute. Requests are spaced evenly, so that
/// no window of a minute holds more than allowed; tokens are reserved as the mean of earlier requests and settled when usage
/// is known. Thread-safe.
/// </summary>
public sealed class RequestPace : IAttemptWatch
{
    // What a request is taken to need before any has ended.
    private const double FirstGuess = 1000;

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly double? _ticksARequest;
    private readonly double? _ticksAToken;
    private readonly long _start;
    private double _nextRequest;
    private double _nextToken;
    private double _tokens;
    private long _settled;

    /// <summary>Creates a pace.</summary>
    /// <param name="requestsPerMinute">Attempts a minute, at least 1; <see langword="null"/> for no cap.</param>
    /// <param name="tokensPerMinute">Prompt and completion tokens a minute, at least 1; <see langword="null"/> for no cap.</param>
    /// <param name="clock">Its monotonic clock and timers.</param>
    public RequestPace(int? requestsPerMinute, long? tokensPerMinute, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _clock = clock;
        _ticksARequest = 60.0 * clock.TimestampFrequency / requestsPerMinute;
        _ticksAToken = 60.0 * clock.TimestampFrequency / tokensPerMinute;
        _start = clock.GetTimestamp();
    }

    /// <inheritdoc/>
    public async ValueTask<IWatchedAttempt> BeginAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            double now = _clock.GetTimestamp() - _start;
            var at = now;
            if (_ticksARequest is { } requestTicks)
            {
                at = Math.Max(at, _nextRequest);
                _nextRequest = at + requestTicks;
            }

            if (_ticksAToken is { } tokenTicks)
            {
                at = Math.Max(at, _nextToken);
                _nextToken = Math.Max(_nextToken, now) + (Mean() * tokenTicks);
            }

            wait = TimeSpan.FromSeconds((at - now) / _clock.TimestampFrequency);
        }

        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, _clock, cancellationToken);
        return Unwatched.Instance;
    }

    /// <summary>Settles an exchange: what it used in place of what was reserved for its attempts.</summary>
    /// <param name="attempts">Attempts it made.</param>
    /// <param name="tokens">Tokens it used; 0 when unknown or none.</param>
    public void Settle(int attempts, long tokens)
    {
        lock (_gate)
        {
            if (_ticksAToken is { } tokenTicks)
                _nextToken += (tokens - (attempts * Mean())) * tokenTicks;
            _tokens += tokens;
            _settled++;
        }
    }

    private double Mean() => _settled == 0 ? FirstGuess : _tokens / _settled;

    private sealed class Unwatched : IWatchedAttempt
    {
        public static Unwatched Instance { get; } = new();

        public void Arrived(int status)
        {
        }

        public void Ended(AttemptEnd? end)
        {
        }
    }
}
