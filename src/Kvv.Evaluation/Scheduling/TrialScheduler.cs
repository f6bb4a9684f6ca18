using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// Runs the trials of all benchmarks handed to it under one concurrency limit. Whenever a slot is free, the benchmark with
/// the longest expected trial goes first, so that short trials fill the gaps at the end; inside a benchmark the registered
/// order holds. Expectations start from the benchmark's own figure and follow the measured mean.
/// </summary>
public sealed class TrialScheduler
{
    private readonly RequestSlots _slots;
    private readonly SendRequest _send;
    private readonly Lock _gate = new();
    private readonly List<BenchmarkRun> _active = [];

    /// <summary>Creates a scheduler.</summary>
    /// <param name="slots">The limit on trials under way. Requests take slots of their own, so that a trial may send several at once.</param>
    /// <param name="send">Sends a request; it throws only when cancelled.</param>
    public TrialScheduler(RequestSlots slots, SendRequest send)
    {
        _slots = slots;
        _send = send;
    }

    /// <summary>
    /// Runs every trial of a benchmark that its journal does not hold as settled under the same configuration.
    /// </summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="progress">Told of each trial that ended, settled ones of an earlier run first; called from any thread.</param>
    /// <param name="cancellationToken">Stops sending; finished trials stay in the journal.</param>
    /// <returns>The trials that ended, in registered order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The journal could not be written.</exception>
    public async Task<TrialRun> RunAsync(
        Benchmark benchmark, TrialJournal journal, IProgress<TrialRecord>? progress, CancellationToken cancellationToken)
    {
        var run = new BenchmarkRun(benchmark, journal, progress);
        lock (_gate)
            _active.Add(run);
        try
        {
            // As many workers as could be busy with this benchmark alone; a worker serves whichever benchmark is next.
            var workers = Enumerable.Range(0, Math.Min(run.Remaining, _slots.Concurrency)).Select(_ => WorkAsync(cancellationToken)).ToArray();
            await Task.WhenAll(workers);
            return await run.Completion.WaitAsync(cancellationToken);
        }
        finally
        {
            lock (_gate)
                _active.Remove(run);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var slot = await _slots.TakeAsync(cancellationToken);
            Trial? next;
            lock (_gate)
                next = _active.Where(r => r.Remaining > 0).MaxBy(r => r.ExpectedSeconds)?.Take();
            if (next is null)
                return;
            await next.RunAsync(_send, cancellationToken);
        }
    }
}
