using Kvv.Conformance.Gate;
using Kvv.Conformance.Results;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Session;

/// <summary>What became of a benchmark that a test asked for.</summary>
/// <param name="Result">The result, or <see langword="null"/> when it was not run.</param>
/// <param name="Blocked">Why it was not run, or <see langword="null"/>.</param>
public sealed record BenchmarkOutcome(BenchmarkResult? Result, string? Blocked);

/// <summary>Takes benchmarks from the tests, hands them to the scheduler when the gate opens, and keeps their results.</summary>
internal sealed class BenchmarkDesk
{
    private readonly PreVerificationGate _gate;
    private readonly TrialScheduler _scheduler;
    private readonly RunDirectory _run;
    private readonly ReplyLedger _ledger;
    private readonly IRunOutput _output;
    private readonly CancellationToken _cancellationToken;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<BenchmarkOutcome>> _outcomes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BenchmarkProgress> _progress = new(StringComparer.Ordinal);

    public BenchmarkDesk(PreVerificationGate gate, TrialScheduler scheduler, RunDirectory run, ReplyLedger ledger, IRunOutput output, CancellationToken cancellationToken)
    {
        _gate = gate;
        _scheduler = scheduler;
        _run = run;
        _ledger = ledger;
        _output = output;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The benchmarks that ended.</summary>
    public IReadOnlyList<BenchmarkResult> Results
    {
        get
        {
            lock (_lock)
                return [.. _outcomes.Values.Where(t => t.IsCompletedSuccessfully && t.Result.Result is not null).Select(t => t.Result.Result!)];
        }
    }

    /// <summary>Why benchmarks sent nothing, or ended with an error of ours.</summary>
    public IReadOnlyList<string> Blocked
    {
        get
        {
            lock (_lock)
            {
                return [.. _outcomes.Where(o => o.Value.IsCompletedSuccessfully && o.Value.Result.Blocked is not null).Select(o => $"benchmark {o.Key} sent nothing: {o.Value.Result.Blocked}")
                    .Concat(_outcomes.Where(o => o.Value.IsFaulted).Select(o => $"benchmark {o.Key} ended with an error: {o.Value.Exception!.InnerException!.Message}"))
                    .Concat(_outcomes.Where(o => !o.Value.IsCompleted || o.Value.IsCanceled).Select(o => $"benchmark {o.Key} was stopped"))];
            }
        }
    }

    /// <summary>Done and total trials of each benchmark that has started.</summary>
    public IReadOnlyList<BenchmarkProgress> Progress
    {
        get
        {
            lock (_lock)
                return [.. _progress.Values];
        }
    }

    /// <summary>Runs a benchmark at most once a run; later callers get the same outcome.</summary>
    public Task<BenchmarkOutcome> RunAsync(Benchmark benchmark)
    {
        lock (_lock)
        {
            if (!_outcomes.TryGetValue(benchmark.Id, out var outcome))
                _outcomes[benchmark.Id] = outcome = Task.Run(() => RunOnceAsync(benchmark), CancellationToken.None);
            return outcome;
        }
    }

    /// <summary>Notes why a benchmark does not run, without asking the gate.</summary>
    public BenchmarkOutcome Block(string id, string reason)
    {
        var outcome = new BenchmarkOutcome(null, reason);
        lock (_lock)
            _outcomes.TryAdd(id, Task.FromResult(outcome));
        _output.Line($"{id}: not run, {reason}");
        return outcome;
    }

    /// <summary>Says that a benchmark is not run here; the verdict does without it.</summary>
    public BenchmarkOutcome LeaveOut(string id, string reason)
    {
        _output.Line($"{id}: not run, {reason}");
        return new(null, reason);
    }

    private async Task<BenchmarkOutcome> RunOnceAsync(Benchmark benchmark)
    {
        var gate = await _gate.OpenAsync();
        if (!gate.IsOpen)
        {
            _output.Line($"{benchmark.Id}: no request is sent, the gate is {gate.Reason}");
            return new(null, $"the gate is {gate.Reason}");
        }

        using var journal = TrialJournal.Open(Path.Combine(_run.Path, "journal", $"{RunDirectory.Sanitise(benchmark.Id)}.jsonl"), _run.Redactor.Redact);
        var settled = journal.Existing.Count(r => r.IsSettled);
        if (journal.Existing.Count > 0 || journal.TornBytes > 0)
            _output.Line($"{benchmark.Id}: journal holds {settled} settled trials, {journal.Existing.Count - settled} to redo{(journal.TornBytes > 0 ? ", and a torn last line that was dropped" : "")}");
        foreach (var earlier in journal.Existing.Where(r => r.IsSettled))
            _ledger.Recalled(earlier.Id.ToString(), earlier.Anomalies);

        var progress = new BenchmarkProgress(benchmark.Id, benchmark.Trials);
        lock (_lock)
            _progress[benchmark.Id] = progress;
        var run = await _scheduler.RunAsync(benchmark, journal, progress, _cancellationToken);
        var metrics = benchmark.Judge.Judge(run.Trials);
        foreach (var metric in metrics.Where(m => m.Status != MetricStatus.Informative || metrics.Count == 1))
            _output.Line($"{benchmark.Id}: {(metrics.Count > 1 ? $"{metric.Name} " : "")}{metric.Status.ToString().ToLowerInvariant()}, {metric.Explanation}");
        return new(new BenchmarkResult { Benchmark = benchmark, Trials = run.Trials, StopReason = run.StopReason, Metrics = metrics }, null);
    }
}

/// <summary>How far a benchmark is.</summary>
/// <param name="Benchmark">Its id.</param>
/// <param name="Total">All trials.</param>
internal sealed record BenchmarkProgress(string Benchmark, int Total) : IProgress<TrialRecord>
{
    private int _done;
    private int _right;

    public int Done => Volatile.Read(ref _done);

    public int Right => Volatile.Read(ref _right);

    public void Report(TrialRecord value)
    {
        Interlocked.Increment(ref _done);
        if (value.Value >= 1)
            Interlocked.Increment(ref _right);
    }
}
