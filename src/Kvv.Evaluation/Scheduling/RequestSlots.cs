namespace Kvv.Evaluation.Scheduling;

/// <summary>The one limit on requests under way: probes and trials of all benchmarks share it.</summary>
public sealed class RequestSlots : IDisposable
{
    private readonly SemaphoreSlim _slots;

    /// <summary>Creates the limit.</summary>
    /// <param name="concurrency">Requests under way at once, at least 1.</param>
    public RequestSlots(int concurrency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        Concurrency = concurrency;
        _slots = new(concurrency, concurrency);
    }

    /// <summary>Requests under way at once, at most.</summary>
    public int Concurrency { get; }

    /// <summary>Waits for a slot; disposing the result gives it back.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        return new Slot(_slots);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        private SemaphoreSlim? _slots = slots;

        public void Dispose() => Interlocked.Exchange(ref _slots, null)?.Release();
    }
}
