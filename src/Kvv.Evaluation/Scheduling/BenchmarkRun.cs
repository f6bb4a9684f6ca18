using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>One benchmark while it runs: what is left, what is done, how long a trial takes.</summary>
#pragma warning disable CA1001 // A cancellation source without a timer holds nothing to release, and a trial may cancel it after the end.
internal sealed class BenchmarkRun
#pragma warning restore CA1001
{
    // Weight of the benchmark's own expectation, in trials, against what is measured.
    private const double PriorTrials = 4;

    private readonly Lock _gate = new();
    private readonly TrialJournal _journal;
    private readonly TrialRunOptions _options;
    private readonly TimeProvider _clock;
    private readonly IStopRule? _stopRule;
    private readonly PrefixBuffer<TrialRecord> _prefix = new();
    private readonly TrialPositions _positions;
    private readonly TaskCompletionSource<TrialRun> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abandon = new();
    private readonly LearnedDuration _duration;
    private int _underWay;
    private int _started;
    private int _judged;
    private string? _stopReason;
    private string? _closed;
    private bool _failed;

    public BenchmarkRun(Benchmark benchmark, TrialJournal journal, TrialRunOptions options, TimeProvider clock)
    {
        Benchmark = benchmark;
        _journal = journal;
        _options = options;
        _clock = clock;
        _duration = new(PriorTrials, benchmark.ExpectedSeconds, clock);
        _stopRule = options.Includes is null ? benchmark.StopRule?.Invoke() : null;
        _positions = TrialPositions.Open(benchmark, journal, options, isOrdered: _stopRule is not null, out var found);
        options.Found?.Invoke(found);
        foreach (var (position, record) in _positions.Settled())
        {
            options.Recalled?.Invoke(record);
            Observe(position, record);
        }

        lock (_gate)
            EndIfIdle();
    }

    public Benchmark Benchmark { get; }

    public bool GoesFirst => _options.GoesFirst;

    public Task<TrialRun> Completion => _completion.Task;

    /// <summary>Whether what its items take is learned from try to try.</summary>
    public bool LearnsItems => _positions.LearnsItems;

    /// <summary>Cancelled when its trials under way are not needed any more.</summary>
    public CancellationToken Abandoned => _abandon.Token;

    /// <summary>Expected seconds of its next trial.</summary>
    public double NextSeconds
    {
        get
        {
            lock (_gate)
                return _positions.NextSeconds(_duration.Seconds, _duration.Now);
        }
    }

    /// <summary>Whether too few of its trials were started to know how long they take.</summary>
    public bool IsUnknown
    {
        get
        {
            lock (_gate)
                return _started < PriorTrials;
        }
    }

    public BenchmarkState State
    {
        get
        {
            lock (_gate)
                return _positions.Count(Benchmark.Id, _duration.Times, _completion.Task.IsCompleted ? _stopReason ?? _closed ?? (_failed ? "error" : TrialRun.Complete) : null);
        }
    }

    /// <summary>The next trial of the registered order, or <see langword="null"/> when none may start now.</summary>
    /// <param name="limit">Trials under way at once, of all benchmarks.</param>
    public Trial? Take(int limit)
    {
        lock (_gate)
        {
            var now = _duration.Now;
            if (_stopReason is not null || _closed is not null || _failed || !MayLookAhead(limit) || _positions.Take(LookAhead(limit), _duration.Seconds, now) is not { } position)
                return null;
            _underWay++;
            _started++;
            _duration.Begin(now);
            return new Trial(this, position, now);
        }
    }

    /// <summary>Files a trial that ended.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="record">Its record.</param>
    /// <param name="earlier">Its requests that were made before it was interrupted.</param>
    public void Finish(Trial trial, TrialRecord record, IReadOnlyList<RequestRecord> earlier)
    {
        var (counted, uncounted) = Split(trial, earlier);
        record = record with { CountedBefore = CountedRequests.Of(counted) };
        // The line is on the disk before the trial counts as done.
        _journal.Append(record);
        if (uncounted.Count > 0)
            _options.TakenOver?.Invoke(trial.Id, uncounted);
        var slim = record.WithoutTexts();
        bool stopped;
        lock (_gate)
        {
            _underWay--;
            _positions.Learn(trial.Position, trial.StartedAt, _duration.End(trial.StartedAt));
            if (_positions.Finish(trial.Position, slim))
                Observe(trial.Position, slim);
            stopped = _stopReason is not null;
            EndIfIdle();
        }

        _options.Progress?.Report(slim);
        // What was under way at the stop is not looked at any more; its slots go to the other benchmarks at once.
        if (stopped)
            _abandon.Cancel();
    }

    /// <summary>A trial was given up: nothing of it is kept.</summary>
    public void Abandon(Trial trial)
    {
        lock (_gate)
        {
            _underWay--;
            _duration.GiveUp(trial.StartedAt);
            _positions.Leave(trial.Position, trial.StartedAt);
            EndIfIdle();
        }
    }

    /// <summary>Starts no more trials.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="abandon">Whether trials under way are given up instead of awaited.</param>
    public void Close(string reason, bool abandon)
    {
        lock (_gate)
        {
            if (_completion.Task.IsCompleted)
                return;
            _closed ??= reason;
            EndIfIdle();
        }

        if (abandon)
            _abandon.Cancel();
    }

    /// <summary>A bug in a scorer or a disk that refuses ends this benchmark with the exception, not the others.</summary>
    public void Fail(Exception exception)
    {
        lock (_gate)
        {
            _failed = true;
            _underWay--;
        }

        _completion.TrySetException(exception);
        _abandon.Cancel();
    }

    /// <summary>The way to the endpoint of one trial; <see langword="null"/> for that of the scheduler.</summary>
    public SendRequest? WayOf(TrialId trial) => _options.Send?.Invoke(trial);

    /// <summary>Where a trial of many turns keeps its steps, beside the journal.</summary>
    public string StepFile(Trial trial) => Path.Combine(
        Path.ChangeExtension(_journal.Path, null), $"{trial.ConfigurationHash}.{trial.Id.Epoch}.jsonl");

    /// <summary>After an outage a trial is continued: the line of the outage has counted what was made until then.</summary>
    private (List<RequestRecord> Counted, List<RequestRecord> Uncounted) Split(Trial trial, IReadOnlyList<RequestRecord> earlier)
    {
        if (earlier.Count == 0)
            return ([], []);
        TrialRecord? outage;
        lock (_gate)
            outage = _positions.Before(trial.Position);
        var counted = outage?.Replies.Select(r => r.Step).ToHashSet(StringComparer.Ordinal) ?? [];
        return ([.. earlier.Where(r => counted.Contains(r.Step))], [.. earlier.Where(r => !counted.Contains(r.Step))]);
    }

    // Near the decision few requests are kept under way, so that few are wasted at the stop.
    private bool MayLookAhead(int limit) => _stopRule is null || _underWay < RunPlan.Concurrency(_stopRule.Remaining, limit);

    // A slow head must not let the rest run far ahead of what may be looked at.
    private int LookAhead(int limit) => _stopRule is null ? int.MaxValue : _prefix.Next + (2 * limit);

    private void Observe(int position, TrialRecord record)
    {
        if (_stopRule is null || _stopReason is not null)
            return;
        foreach (var next in _prefix.Add(position, record))
        {
            _judged++;
            _options.Judged?.Invoke(next.Id);
            if ((_stopReason = _stopRule.Observe(next)) is not null)
                return;
        }
    }

    private void EndIfIdle()
    {
        if (_underWay > 0)
            return;
        if (_stopReason is not null)
            _completion.TrySetResult(new(_positions.First(_judged), _stopReason) { Planned = _positions.Total });
        else if (_positions.IsComplete)
            _completion.TrySetResult(new(_positions.All(), TrialRun.Complete) { Planned = _positions.Total });
        else if (_closed is not null)
            _completion.TrySetResult(new(_positions.CompletePrefix(), _closed) { Planned = _positions.Total, IsPartial = true });
    }
}
