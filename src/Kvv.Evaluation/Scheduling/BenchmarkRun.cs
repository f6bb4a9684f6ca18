using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>One benchmark while it runs: what is left, what is done, how long a trial takes.</summary>
internal sealed class BenchmarkRun
{
    // Weight of the benchmark's own expectation, in trials, against what is measured.
    private const double PriorTrials = 4;

    private readonly Lock _gate = new();
    private readonly TrialJournal _journal;
    private readonly IProgress<TrialRecord>? _progress;
    private readonly IStopRule? _stopRule;
    private readonly PrefixBuffer<TrialRecord> _prefix = new();
    private readonly TrialRecord?[] _records;
    private readonly Queue<Trial> _left = new();
    private readonly TaskCompletionSource<TrialRun> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private string? _stopReason;
    private double _measuredSeconds;
    private int _measured;

    public BenchmarkRun(Benchmark benchmark, TrialJournal journal, IProgress<TrialRecord>? progress)
    {
        Benchmark = benchmark;
        _journal = journal;
        _progress = progress;
        _stopRule = benchmark.StopRule?.Invoke();
        var settled = journal.Existing.Where(r => r.IsSettled)
            .GroupBy(r => (r.Id, r.ConfigurationHash))
            .ToDictionary(g => g.Key, g => g.Last());
        _records = new TrialRecord?[benchmark.Trials];
        for (var position = 0; position < _records.Length; position++)
        {
            var trial = new Trial(this, position);
            if (settled.TryGetValue((trial.Id, trial.ConfigurationHash), out var record))
            {
                _records[position] = record;
                progress?.Report(record);
                Observe(position, record);
            }
            else
            {
                _left.Enqueue(trial);
            }
        }

        if (_stopReason is not null)
            _left.Clear();
        _open = _left.Count;
        if (_open == 0)
            _completion.SetResult(Ended());
    }

    public Benchmark Benchmark { get; }

    public Task<TrialRun> Completion => _completion.Task;

    public int Remaining
    {
        get
        {
            lock (_gate)
                return _left.Count;
        }
    }

    public double ExpectedSeconds
    {
        get
        {
            lock (_gate)
                return ((PriorTrials * Benchmark.ExpectedSeconds) + _measuredSeconds) / (PriorTrials + _measured);
        }
    }

    public Trial? Take()
    {
        lock (_gate)
            return _left.TryDequeue(out var trial) ? trial : null;
    }

    public void Finish(Trial trial, TrialRecord record)
    {
        // The line is on the disk before the trial counts as done.
        _journal.Append(record);
        TrialRun? ended = null;
        lock (_gate)
        {
            _records[trial.Position] = record;
            _measuredSeconds += record.DurationMs / 1000;
            _measured++;
            _open--;
            Observe(trial.Position, record);
            if (_stopReason is not null)
            {
                // What was not started is not needed any more; its slots go to the other benchmarks at once.
                _open -= _left.Count;
                _left.Clear();
            }

            if (_open == 0)
                ended = Ended();
        }

        _progress?.Report(record);
        if (ended is not null)
            _completion.TrySetResult(ended);
    }

    /// <summary>A bug in a scorer or a disk that refuses ends this benchmark with the exception, not the others.</summary>
    public void Fail(Exception exception)
    {
        lock (_gate)
            _left.Clear();
        _completion.TrySetException(exception);
    }

    /// <summary>Where a trial of many turns keeps its steps, beside the journal.</summary>
    public string StepFile(Trial trial) => Path.Combine(
        Path.ChangeExtension(_journal.Path, null), $"{trial.ConfigurationHash}.{trial.Id.Epoch}.jsonl");

    private void Observe(int position, TrialRecord record)
    {
        if (_stopRule is null)
            return;
        foreach (var next in _prefix.Add(position, record))
            _stopReason ??= _stopRule.Observe(next);
    }

    private TrialRun Ended() => new([.. _records.OfType<TrialRecord>()], _stopReason ?? TrialRun.Complete);
}

/// <summary>The trials of a benchmark that ended, in registered order.</summary>
/// <param name="Trials">Their records.</param>
/// <param name="StopReason"><see cref="Complete"/>, or what ended it early.</param>
public sealed record TrialRun(IReadOnlyList<TrialRecord> Trials, string StopReason)
{
    /// <summary>The reason of a run that made every trial.</summary>
    public const string Complete = "complete";
}
