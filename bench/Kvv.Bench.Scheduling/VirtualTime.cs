namespace Kvv.Bench.Scheduling;

/// <summary>
/// A clock and the only thread of a simulation: whatever is posted runs at once, and when nothing is left to run the clock
/// jumps to the next moment at which something is due. A night of requests takes a second.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly PriorityQueue<TaskCompletionSource, (long Due, long Order)> _due = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _ready = new();
    private long _now;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public double Seconds => (double)_now / TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_now);

    /// <summary>Ends after a span of virtual time.</summary>
    public Task Delay(double seconds)
    {
        var end = new TaskCompletionSource();
        _due.Enqueue(end, (_now + (long)(seconds * TimeSpan.TicksPerSecond), _order++));
        return end.Task;
    }

    /// <summary>Runs until the work has ended.</summary>
    public void Run(Func<Task> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(_ready));
        try
        {
            var task = work();
            while (!task.IsCompleted)
            {
                if (_ready.TryDequeue(out var next))
                {
                    next.Callback(next.State);
                }
                else if (_due.TryDequeue(out var due, out var at))
                {
                    _now = at.Due;
                    due.SetResult();
                }
                else
                {
                    throw new InvalidOperationException("The simulation waits for nothing.");
                }
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private sealed class Context(Queue<(SendOrPostCallback Callback, object? State)> ready) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => ready.Enqueue((d, state));
    }
}
