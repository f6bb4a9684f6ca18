using System.Globalization;
using Kvv.Wire;

namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// Watches every attempt for signs of an overloaded or dead endpoint. After a 429, a failed connection or a gateway error
/// (502, 503, 504, 529) the limit is cut and one attempt at a time is let through, after the server's <c>Retry-After</c> or a
/// doubling pause, until an answer begins: an outage costs a few trials, not all that are left. When nothing at all has
/// arrived for <see cref="Silence"/> while attempts failed, or nothing but 429 for <see cref="Refusing"/>, the endpoint counts
/// as dead. All times are taken with a monotonic clock. Thread-safe.
/// </summary>
public sealed class EndpointGuard : IAttemptWatch, IDisposable
{
    /// <summary>How long nothing may arrive while attempts fail.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>How long 429 may be the only answer.</summary>
    public static readonly TimeSpan Refusing = TimeSpan.FromMinutes(10);

    private const int FewestFailures = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private readonly RequestSlots _slots;
    private readonly TimeProvider _clock;
    private readonly IAttemptWatch? _pace;
    private readonly Action<string> _dead;
    private readonly ITimer _timer;
    private TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _pause = FirstPause;
    private long _aliveAt;
    private long _answeredAt;
    private long _resumeAt;
    private int _failures;
    private int _refusals;
    private bool _armed;
    private bool _troubled;
    private bool _probing;
    private bool _isDead;
    private string _lastFailure = "no answer";

    /// <summary>Creates a guard; it does nothing until it is armed.</summary>
    /// <param name="slots">Cut under pressure.</param>
    /// <param name="clock">Its monotonic clock and timers.</param>
    /// <param name="pace">Also asked before each attempt, or <see langword="null"/>.</param>
    /// <param name="dead">Told once, with a clause for the user, when the endpoint counts as dead.</param>
    public EndpointGuard(RequestSlots slots, TimeProvider clock, IAttemptWatch? pace, Action<string> dead)
    {
        _slots = slots;
        _clock = clock;
        _pace = pace;
        _dead = dead;
        _timer = clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether attempts are held back at this moment.</summary>
    public bool IsHolding
    {
        get
        {
            lock (_gate)
                return _troubled;
        }
    }

    /// <summary>
    /// Starts to act. Pre-verification provokes errors on purpose, some of which look like an outage; the guard begins with
    /// the first trial.
    /// </summary>
    public void Arm()
    {
        lock (_gate)
        {
            if (_armed)
                return;
            _armed = true;
            _aliveAt = _answeredAt = _clock.GetTimestamp();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IWatchedAttempt> BeginAsync(CancellationToken cancellationToken)
    {
        var isProbe = false;
        while (true)
        {
            Task turn;
            lock (_gate)
            {
                if (!_troubled)
                    break;
                if (!_probing && _clock.GetTimestamp() >= _resumeAt)
                {
                    isProbe = _probing = true;
                    break;
                }

                turn = _turn.Task;
            }

            await turn.WaitAsync(cancellationToken);
        }

        try
        {
            var inner = _pace is null ? null : await _pace.BeginAsync(cancellationToken);
            return new Watched(this, inner, isProbe);
        }
        catch
        {
            if (isProbe)
                Ended(isProbe, null);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Arrived(int status)
    {
        if (status >= 500)
            return;
        var healed = false;
        lock (_gate)
        {
            _aliveAt = _clock.GetTimestamp();
            _failures = 0;
            if (status == 429)
                return;
            _answeredAt = _aliveAt;
            _refusals = 0;
            healed = _troubled;
            _troubled = _probing = false;
            _pause = FirstPause;
        }

        if (healed)
            NextTurn();
    }

    private void Ended(bool isProbe, AttemptEnd? end)
    {
        var pressed = false;
        lock (_gate)
        {
            if (isProbe && _troubled)
                _probing = false;
            if (_armed && end is { IsUsable: false })
            {
                _failures += end.Status == 429 ? 0 : 1;
                _refusals += end.Status == 429 ? 1 : 0;
                pressed = end.Status is null or 429 or 502 or 503 or 504 or 529;
                if (pressed && (!_troubled || isProbe || end.RetryAfter is not null))
                    Hold(end.RetryAfter);
                _lastFailure = end.Failure ?? (end.Status is { } status ? $"HTTP status {status}" : "no answer");
            }
        }

        if (pressed)
            _slots.Press();
        NextTurn();
        Look();
    }

    private void Hold(TimeSpan? asked)
    {
        var pause = asked is { } wanted ? (wanted > LongestAsked ? LongestAsked : wanted) : _pause;
        if (asked is null)
            _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
        _troubled = true;
        var until = _clock.GetTimestamp() + (long)(pause.TotalSeconds * _clock.TimestampFrequency);
        _resumeAt = Math.Max(_resumeAt, until);
    }

    /// <summary>Lets the next attempt go when it is time, and decides whether the endpoint is dead.</summary>
    private void Look()
    {
        string? reason = null;
        var isDue = false;
        lock (_gate)
        {
            if (!_armed || _isDead)
                return;
            var now = _clock.GetTimestamp();
            var silent = _clock.GetElapsedTime(_aliveAt, now);
            var refused = _clock.GetElapsedTime(_answeredAt, now);
            if (_failures >= FewestFailures && silent >= Silence)
                reason = string.Create(CultureInfo.InvariantCulture, $"the endpoint has been silent for {silent.TotalSeconds:0} s while {_failures} attempts failed, the last with: {_lastFailure}");
            else if (_refusals >= FewestFailures && refused >= Refusing)
                reason = string.Create(CultureInfo.InvariantCulture, $"the endpoint has answered nothing but HTTP 429 for {refused.TotalMinutes:0} minutes ({_refusals} times)");
            if (reason is not null)
            {
                _isDead = true;
            }
            else if (_troubled || _failures > 0)
            {
                isDue = _troubled && !_probing && now >= _resumeAt;
                var next = Silence - silent;
                if (_troubled && now < _resumeAt)
                    next = Shorter(next, _clock.GetElapsedTime(now, _resumeAt));
                if (next <= TimeSpan.Zero)
                    next = FirstPause;
                _timer.Change(next, Timeout.InfiniteTimeSpan);
            }
        }

        if (isDue)
            NextTurn();
        if (reason is not null)
            _dead(reason);
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one > TimeSpan.Zero && one < other ? one : other;

    private void NextTurn()
    {
        TaskCompletionSource turn;
        lock (_gate)
        {
            turn = _turn;
            _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        turn.TrySetResult();
    }

    private sealed class Watched(EndpointGuard guard, IWatchedAttempt? inner, bool isProbe) : IWatchedAttempt
    {
        public void Arrived(int status)
        {
            inner?.Arrived(status);
            guard.Arrived(status);
        }

        public void Ended(AttemptEnd? end)
        {
            inner?.Ended(end);
            guard.Ended(isProbe, end);
        }
    }
}
