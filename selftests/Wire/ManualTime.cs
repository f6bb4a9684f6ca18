namespace Kvv.SelfTests.Wire;

/// <summary>A clock that moves only when the test says so, and tells when timers are set.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Func<TimeSpan, bool> Wanted, TaskCompletionSource<TimeSpan> Set)> _waiters = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int _sets;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer that is running now, or will be set, has such a span.</summary>
    public Task<TimeSpan> TimerSetAsync(Func<TimeSpan, bool> wanted)
    {
        lock (_gate)
        {
            if (_timers.Find(t => t.Due > _now && wanted(t.Span)) is { } running)
                return Task.FromResult(running.Span);
            var waiter = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((wanted, waiter));
            return waiter.Task;
        }
    }

    /// <summary>Waits until timers have been set with this span so often, from now on.</summary>
    public Task NextSetsAsync(TimeSpan span, int times)
    {
        lock (_gate)
        {
            var waiter = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((s => s == span && --times == 0, waiter));
            return waiter.Task;
        }
    }

    /// <summary>Moves the clock and fires what falls due.</summary>
    public void Advance(TimeSpan span)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += span;
            due = [.. _timers.Where(t => t.Due <= _now).OrderBy(t => t.Due).ThenBy(t => t.Order)];
            foreach (var timer in due)
                _timers.Remove(timer);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    private void Set(ManualTimer timer, TimeSpan span)
    {
        List<TaskCompletionSource<TimeSpan>> reached = [];
        lock (_gate)
        {
            _timers.Remove(timer);
            if (span == Timeout.InfiniteTimeSpan)
                return;
            timer.Span = span;
            timer.Due = _now + span;
            timer.Order = _sets++;
            _timers.Add(timer);
            for (var i = _waiters.Count - 1; i >= 0; i--)
            {
                if (!_waiters[i].Wanted(span))
                    continue;
                reached.Add(_waiters[i].Set);
                _waiters.RemoveAt(i);
            }
        }

        foreach (var waiter in reached)
            waiter.SetResult(span);
    }

    private void Remove(ManualTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Span { get; set; }

        public DateTimeOffset Due { get; set; }

        public int Order { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Set(this, dueTime);
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose() => time.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
