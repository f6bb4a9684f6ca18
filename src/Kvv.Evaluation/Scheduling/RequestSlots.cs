namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// The one limit on requests under way: probes and trials of all benchmarks share it. Under pressure (429, connection trouble)
/// it is halved, at most once a second; after ten seconds without pressure it grows back by a thirty-second of the bound a
/// second (additive increase, multiplicative decrease). It never exceeds what the user allowed. Thread-safe.
/// </summary>
public sealed class RequestSlots : IDisposable
{
    private static readonly TimeSpan OneIncident = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan GrowEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly LinkedList<TaskCompletionSource<IDisposable>> _urgent = new();
    private readonly LinkedList<TaskCompletionSource<IDisposable>> _waiting = new();
    private ITimer? _growth;
    private int _limit;
    private int _taken;
    private long _pressedAt;
    private bool _disposed;

    /// <summary>Creates the limit.</summary>
    /// <param name="concurrency">Requests under way at once, at least 1.</param>
    /// <param name="clock">Times decrease and increase; the system's when left out.</param>
    public RequestSlots(int concurrency, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        Concurrency = _limit = concurrency;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Requests under way at once, at most: the user's bound.</summary>
    public int Concurrency { get; }

    /// <summary>The limit at this moment, from 1 to <see cref="Concurrency"/>.</summary>
    public int Limit
    {
        get
        {
            lock (_gate)
                return _limit;
        }
    }

    /// <summary>Requests under way.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
                return _taken;
        }
    }

    /// <summary>Raised when <see cref="Limit"/> has grown.</summary>
    public event Action? Grown;

    /// <summary>Waits for a slot; disposing the result gives it back.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IDisposable> TakeAsync(CancellationToken cancellationToken) => TakeAsync(isUrgent: false, cancellationToken);

    /// <summary>Waits for a slot; disposing the result gives it back.</summary>
    /// <param name="isUrgent">Whether to be served before everyone who is not: probes of pre-verification come before trials.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IDisposable> TakeAsync(bool isUrgent, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<IDisposable>(cancellationToken);
        TaskCompletionSource<IDisposable> wait;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_taken < _limit)
            {
                _taken++;
                return Task.FromResult<IDisposable>(new Slot(this));
            }

            wait = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (isUrgent ? _urgent : _waiting).AddLast(wait);
        }

        return cancellationToken.CanBeCanceled ? WaitAsync(wait, isUrgent ? _urgent : _waiting, cancellationToken) : wait.Task;
    }

    /// <summary>Notes pressure: the endpoint refused for load, or a connection failed.</summary>
    public void Press()
    {
        lock (_gate)
        {
            var now = _clock.GetTimestamp();
            var isNew = _growth is null || _clock.GetElapsedTime(_pressedAt, now) >= OneIncident;
            if (!isNew || _disposed)
                return;
            _pressedAt = now;
            _limit = Math.Max(1, _limit / 2);
            _growth ??= _clock.CreateTimer(_ => Grow(), null, GrowEvery, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _growth?.Dispose();
        }
    }

    private async Task<IDisposable> WaitAsync(TaskCompletionSource<IDisposable> wait, LinkedList<TaskCompletionSource<IDisposable>> queue, CancellationToken cancellationToken)
    {
        await using var given = cancellationToken.UnsafeRegister(
            _ =>
            {
                lock (_gate)
                    queue.Remove(wait);
                // A slot handed over at the same moment wins; it is then used or given back by its taker.
                wait.TrySetCanceled(cancellationToken);
            },
            null);
        return await wait.Task;
    }

    private void Grow()
    {
        var grown = false;
        List<TaskCompletionSource<IDisposable>> served = [];
        lock (_gate)
        {
            if (_disposed)
                return;
            if (_clock.GetElapsedTime(_pressedAt) >= Rest)
            {
                _limit = Math.Min(Concurrency, _limit + Math.Max(1, Concurrency / 32));
                grown = true;
                while (_taken < _limit && Next() is { } next)
                {
                    _taken++;
                    served.Add(next);
                }
            }

            if (_limit == Concurrency)
            {
                _growth!.Dispose();
                _growth = null;
            }
            else
            {
                _growth!.Change(GrowEvery, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var wait in served)
            Hand(wait);
        if (grown)
            Grown?.Invoke();
    }

    private void GiveBack()
    {
        TaskCompletionSource<IDisposable>? next;
        lock (_gate)
        {
            next = _taken <= _limit ? Next() : null;
            if (next is null)
                _taken--;
        }

        if (next is not null)
            Hand(next);
    }

    private void Hand(TaskCompletionSource<IDisposable> wait)
    {
        // Cancelled at this very moment: the slot goes to the next in line.
        if (!wait.TrySetResult(new Slot(this)))
            GiveBack();
    }

    private TaskCompletionSource<IDisposable>? Next()
    {
        var queue = _urgent.Count > 0 ? _urgent : _waiting;
        if (queue.First is not { } first)
            return null;
        queue.RemoveFirst();
        return first.Value;
    }

    private sealed class Slot(RequestSlots slots) : IDisposable
    {
        private RequestSlots? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.GiveBack();
    }
}
