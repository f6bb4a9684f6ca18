using Kvv.Evaluation.Benchmarks;
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
    private readonly TrialRecord?[] _records;
    private readonly Queue<Trial> _left = new();
    private readonly TaskCompletionSource<IReadOnlyList<TrialRecord>> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _open;
    private double _measuredSeconds;
    private int _measured;

    public BenchmarkRun(Benchmark benchmark, TrialJournal journal, IProgress<TrialRecord>? progress)
    {
        Benchmark = benchmark;
        _journal = journal;
        _progress = progress;
        var settled = journal.Existing.Where(r => r.IsSettled)
            .GroupBy(r => (r.Id, r.ConfigurationHash))
            .ToDictionary(g => g.Key, g => g.Last());
        _records = new TrialRecord?[benchmark.Dataset.Samples.Count * benchmark.Epochs];
        var slot = 0;
        for (var epoch = 0; epoch < benchmark.Epochs; epoch++)
        {
            foreach (var sample in benchmark.Dataset.Samples)
            {
                var trial = new Trial(this, slot++, sample, epoch);
                if (settled.TryGetValue((trial.Id, trial.ConfigurationHash), out var record))
                {
                    _records[trial.Slot] = record;
                    progress?.Report(record);
                }
                else
                {
                    _left.Enqueue(trial);
                }
            }
        }

        _open = _left.Count;
        if (_open == 0)
            _completion.SetResult(_records!);
    }

    public Benchmark Benchmark { get; }

    public Task<IReadOnlyList<TrialRecord>> Completion => _completion.Task;

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
        bool last;
        lock (_gate)
        {
            _records[trial.Slot] = record;
            _measuredSeconds += record.DurationMs / 1000;
            _measured++;
            last = --_open == 0;
        }

        _progress?.Report(record);
        if (last)
            _completion.TrySetResult(_records!);
    }

    /// <summary>A bug in a scorer or a disk that refuses ends this benchmark with the exception, not the others.</summary>
    public void Fail(Exception exception)
    {
        lock (_gate)
            _left.Clear();
        _completion.TrySetException(exception);
    }
}
