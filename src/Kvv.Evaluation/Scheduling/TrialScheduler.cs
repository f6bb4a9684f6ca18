using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// Runs the trials of all benchmarks handed to it under one concurrency limit. Whenever a trial may start, benchmarks that go
/// first come first, then the one with the longest expected trial, so that short trials fill the gaps at the end. Inside a
/// benchmark with a stop rule the registered order holds; of others the items that took longest so far come first.
/// Expectations start from the benchmark's own figure and follow what is measured. A benchmark that ends early gives up its
/// trials under way.
/// </summary>
public sealed class TrialScheduler
{
    private readonly RequestSlots _slots;
    private readonly SendRequest _send;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly List<BenchmarkRun> _active = [];
    private readonly List<BenchmarkState> _ended = [];
    private (string Reason, bool Abandon)? _closed;
    private int _underWay;

    /// <summary>Creates a scheduler.</summary>
    /// <param name="slots">Its limit holds for trials under way too; a trial takes no slot itself, each of its requests does.</param>
    /// <param name="send">Sends a request; it throws only when cancelled.</param>
    /// <param name="clock">Its monotonic clock, for learned durations; the system's when left out.</param>
    public TrialScheduler(RequestSlots slots, SendRequest send, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(slots);
        _slots = slots;
        _send = send;
        _clock = clock ?? TimeProvider.System;
        slots.Grown += Pump;
    }

    /// <summary>How far each benchmark is that was handed over, in that order but for ended ones, which come first.</summary>
    public IReadOnlyList<BenchmarkState> States
    {
        get
        {
            lock (_gate)
                return [.. _ended, .. _active.Select(r => r.State)];
        }
    }

    /// <summary>Runs every trial of a benchmark that its journal does not hold as settled under the same configuration.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="options">Order, choice of trials, and who is told; <see langword="null"/> for none of it.</param>
    /// <param name="cancellationToken">Stops sending; finished trials stay in the journal.</param>
    /// <returns>The trials that ended, in registered order.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The journal could not be written.</exception>
    public async Task<TrialRun> RunAsync(Benchmark benchmark, TrialJournal journal, TrialRunOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var run = new BenchmarkRun(benchmark, journal, options ?? new(), _clock);
        (string Reason, bool Abandon)? closed;
        lock (_gate)
        {
            _active.Add(run);
            closed = _closed;
        }

        try
        {
            if (closed is { } close)
                run.Close(close.Reason, close.Abandon);
            await using var stop = cancellationToken.UnsafeRegister(_ => run.Close("cancelled", abandon: true), null);
            Pump();
            var result = await run.Completion;
            cancellationToken.ThrowIfCancellationRequested();
            return result;
        }
        finally
        {
            lock (_gate)
            {
                _active.Remove(run);
                _ended.Add(run.State);
            }
        }
    }

    /// <summary>Starts no more trials, of benchmarks handed over and of those to come; each ends with what it has.</summary>
    /// <param name="reason">Why, as a clause for the user.</param>
    /// <param name="abandon">Whether trials under way are given up instead of awaited.</param>
    public void Close(string reason, bool abandon)
    {
        List<BenchmarkRun> active;
        lock (_gate)
        {
            _closed = (_closed?.Reason ?? reason, abandon || _closed is { Abandon: true });
            active = [.. _active];
        }

        foreach (var run in active)
            run.Close(reason, abandon);
    }

    private void Pump()
    {
        while (true)
        {
            Trial? next;
            lock (_gate)
            {
                var limit = _slots.Limit;
                if (_underWay >= limit)
                    return;
                // A few trials of every benchmark, to learn how long they take; then the longest. Of equals (nothing is known
                // yet) one whose items are tried again: the sooner its hard items show, the sooner their other tries start.
                next = _active.OrderByDescending(r => r.GoesFirst).ThenByDescending(r => r.IsUnknown).ThenByDescending(r => r.NextSeconds).ThenByDescending(r => r.LearnsItems)
                    .Select(r => r.Take(limit)).FirstOrDefault(t => t is not null);
                if (next is null)
                    return;
                _underWay++;
            }

            _ = RunAsync(next);
        }
    }

    private async Task RunAsync(Trial trial)
    {
        await trial.RunAsync(_send);
        lock (_gate)
            _underWay--;
        Pump();
    }
}
