namespace Kvv.Wire.Transport;

/// <summary>Why an attempt was stopped from this side.</summary>
internal enum Expiry
{
    None,
    Idle,
    Total,
}

/// <summary>The two limits of one attempt, and its stopwatch.</summary>
internal sealed class AttemptClock : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _idle;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _idleTimer;
    private readonly ITimer _totalTimer;
    private readonly long _start;
    private long _progress;
    private int _expired;

    public AttemptClock(TimeProvider time, ExchangeLimits limits, CancellationToken cancellationToken)
    {
        _time = time;
        _idle = limits.Idle;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _start = _progress = time.GetTimestamp();
        _idleTimer = time.CreateTimer(static clock => ((AttemptClock)clock!).LookForSilence(), this, limits.Idle, Timeout.InfiniteTimeSpan);
        _totalTimer = time.CreateTimer(static clock => ((AttemptClock)clock!).Expire(Expiry.Total), this, limits.Total, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled by the caller or by a limit.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The limit that was hit first.</summary>
    public Expiry Expired => (Expiry)Volatile.Read(ref _expired);

    /// <summary>Told whenever something has arrived.</summary>
    public Action? Arrived { get; set; }

    /// <summary>Time since the start of the attempt.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Starts the idle limit anew, before a wait.</summary>
    public void RestartIdle()
    {
        Progressed();
        _idleTimer.Change(_idle, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says that something arrived without a wait: a flood of bytes is no silence, though the timer was set long ago.</summary>
    public void Progressed()
    {
        Volatile.Write(ref _progress, _time.GetTimestamp());
        Arrived?.Invoke();
    }

    public void Dispose()
    {
        _idleTimer.Dispose();
        _totalTimer.Dispose();
        _stop.Dispose();
    }

    private void LookForSilence()
    {
        var silent = _time.GetElapsedTime(Volatile.Read(ref _progress));
        if (silent >= _idle)
            Expire(Expiry.Idle);
        else
            _idleTimer.Change(_idle - silent, Timeout.InfiniteTimeSpan);
    }

    private void Expire(Expiry limit)
    {
        if (Interlocked.CompareExchange(ref _expired, (int)limit, (int)Expiry.None) != (int)Expiry.None)
            return;
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt ended while its limit struck: there is nothing left to stop.
        }
    }
}
