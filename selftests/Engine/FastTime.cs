namespace Kvv.SelfTests.Engine;

/// <summary>A clock that runs faster than the wall's, so that a minute of outage is over in a moment, with real connections between.</summary>
internal sealed class FastTime(double factor) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly long _start = System.GetTimestamp();
    private long _jump;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Time since the clock was made.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(GetTimestamp());

    public override long GetTimestamp() => (long)(System.GetElapsedTime(_start).Ticks * factor);

    public override DateTimeOffset GetUtcNow() => Start + Elapsed + TimeSpan.FromTicks(Volatile.Read(ref _jump));

    /// <summary>Sets the time of day, and nothing else, as an administrator would.</summary>
    public void Jump(TimeSpan by) => Volatile.Write(ref _jump, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Scaled(dueTime), Scaled(period)), this);

    private TimeSpan Scaled(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? span : span / factor;

    private sealed class FastTimer(ITimer timer, FastTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.Scaled(dueTime), time.Scaled(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
