using Kvv.Conformance.Gate;
using Kvv.Conformance.Results;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>What became of a benchmark that a test asked for.</summary>
/// <param name="Result">The result, or <see langword="null"/> when it was not run.</param>
/// <param name="Blocked">Why it was not run, or <see langword="null"/>.</param>
public sealed record BenchmarkOutcome(BenchmarkResult? Result, string? Blocked);

/// <summary>Takes benchmarks from the tests, hands them to the scheduler when the gate opens, and keeps their results.</summary>
internal sealed class BenchmarkDesk
{
    private readonly PreVerificationGate _gate;
    private readonly RunEngine _engine;
    private readonly RunDirectory _run;
    private readonly ReplyLedger _ledger;
    private readonly ConformanceSettings _settings;
    private readonly bool _onlyJudges;
    private readonly Func<string, Stream> _openJournal;
    private readonly IRunOutput _output;
    private readonly Action<string> _diskRefuses;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<BenchmarkOutcome>> _outcomes = new(StringComparer.Ordinal);

    /// <summary>Creates a desk.</summary>
    /// <param name="gate">Asked before the first trial.</param>
    /// <param name="engine">Runs trials.</param>
    /// <param name="run">Where journals are kept.</param>
    /// <param name="ledger">Told what an earlier part of the run saw.</param>
    /// <param name="setup">Shard, limits and output.</param>
    /// <param name="diskRefuses">Told when a journal cannot be written: nothing more can be kept then.</param>
    public BenchmarkDesk(PreVerificationGate gate, RunEngine engine, RunDirectory run, ReplyLedger ledger, SessionSetup setup, Action<string> diskRefuses)
    {
        _gate = gate;
        _engine = engine;
        _run = run;
        _ledger = ledger;
        _settings = setup.Settings;
        _openJournal = setup.OpenJournal;
        _onlyJudges = setup.Joined is not null;
        _output = setup.Output;
        _diskRefuses = diskRefuses;
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

    /// <summary>Runs a benchmark at most once a run; later callers get the same outcome.</summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="goesFirst">Whether its trials start before those of the others.</param>
    public Task<BenchmarkOutcome> RunAsync(Benchmark benchmark, bool goesFirst = false)
    {
        lock (_lock)
        {
            if (!_outcomes.TryGetValue(benchmark.Id, out var outcome))
                _outcomes[benchmark.Id] = outcome = Task.Run(() => RunOnceAsync(benchmark, goesFirst), CancellationToken.None);
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

    private async Task<BenchmarkOutcome> RunOnceAsync(Benchmark benchmark, bool goesFirst)
    {
        var gate = await _gate.OpenAsync();
        if (!gate.IsOpen)
        {
            _output.Line($"{benchmark.Id}: no request is sent, the gate is {gate.Reason}");
            return new(null, $"the gate is {gate.Reason}");
        }

        // A shard has no stop: its rule is asked when the shards are joined.
        var books = benchmark.StopRule is null || _settings.Shard is not null ? null : new StopBooks();
        try
        {
            using var journal = TrialJournal.Open(Path.Combine(_run.Path, "journal", $"{RunDirectory.Sanitise(benchmark.Id)}.jsonl"), line => DataUrls.ByHash(_run.Redactor.Redact(line)), _openJournal);
            foreach (var earlier in journal.Existing)
                Recall(earlier, books);
            var run = await _engine.Scheduler.RunAsync(benchmark, journal, Options(benchmark, journal, goesFirst, books), CancellationToken.None);
            var beyond = run.IsStopped ? books?.Stop() : null;
            return run.Trials.Count == 0 && run.IsPartial ? new(null, run.StopReason) : new(Judge(benchmark, run) with { BeyondStop = beyond }, null);
        }
        catch (InvalidDataException e)
        {
            _output.Line($"{benchmark.Id}: not run, {e.Message}");
            return new(null, e.Message);
        }
        catch (IOException e)
        {
            _output.Line($"{benchmark.Id}: stopped, {e.Message}");
            _diskRefuses(e.Message);
            return new(null, e.Message);
        }
        finally
        {
            books?.Release();
        }
    }

    private TrialRunOptions Options(Benchmark benchmark, TrialJournal journal, bool goesFirst, StopBooks? books) => new()
    {
        GoesFirst = goesFirst,
        OutagesAreFinal = _onlyJudges,
        Includes = _settings.Shard is { } shard ? shard.Includes : null,
        TakenOver = (trial, requests) => TakeOver(trial, requests, books),
        Send = books is null ? null : trial => (request, origin, cancellationToken) => _engine.SendTrialAsync(request, origin, exchange => Hold(books, trial, origin, exchange), cancellationToken),
        Judged = books is null ? null : books.Judged,
        Found = found =>
        {
            if (journal.Existing.Count > 0 || journal.TornBytes > 0)
                _output.Line($"{benchmark.Id}: journal holds {found.Done} settled trials, {found.ToDo} are to do and {found.ToRedo} to redo{(found.Changed > 0 ? $" ({found.Changed} because their request or scorer has changed)" : "")}{(journal.TornBytes > 0 ? "; a torn last line was dropped" : "")}");
        },
    };

    /// <summary>What a line of an earlier part of the run cost, and showed in its replies.</summary>
    private void Recall(TrialRecord earlier, StopBooks? books)
    {
        var usage = UsageTotals.Of(earlier);
        _engine.Usage.Add(usage);
        if (earlier.Replies.Count == 0)
            Enter(books, earlier.Id, usage, earlier.IsSettled ? earlier.Anomalies : null, earlier.Id.ToString());
        else
            Enter(books, earlier.Id, usage, null, "");
        foreach (var reply in earlier.Replies.Skip(earlier.CountedBefore?.Requests ?? 0))
            Enter(books, earlier.Id, RunUsage.None, reply.Anomalies, $"{earlier.Id}/{reply.Step}");
    }

    /// <summary>What turns of an earlier part of the run cost and showed, whose trial was not filed then.</summary>
    private void TakeOver(TrialId trial, IReadOnlyList<RequestRecord> requests, StopBooks? books)
    {
        foreach (var request in requests)
        {
            var usage = UsageTotals.Of(request);
            _engine.Usage.Add(usage);
            Enter(books, trial, usage, request.IsReply ? request.Anomalies : null, $"{trial}/{request.Step}");
        }
    }

    /// <summary>Enters what an earlier part of the run has seen, at once or when its trial counts.</summary>
    private void Enter(StopBooks? books, TrialId trial, RunUsage usage, IReadOnlyList<Anomaly>? seen, string origin)
    {
        void Book()
        {
            if (seen is not null)
                _ledger.Recalled(origin, seen);
        }

        if (books is null)
            Book();
        else
            books.Add(trial, usage, seen, Book);
    }

    /// <summary>Holds an exchange back until its trial counts; one with nothing wrong leaves no more than its count.</summary>
    private void Hold(StopBooks books, TrialId trial, string origin, Exchange exchange)
    {
        var usage = UsageTotals.Of(exchange);
        if (!exchange.CountsAsReply)
            books.Add(trial, usage, null, () => { });
        else if (exchange.Anomalies.Count == 0)
            books.Add(trial, usage, [], () => _ledger.Recalled(origin, []));
        else
            books.Add(trial, usage, exchange.Anomalies, () => _ledger.Inspected(origin, exchange));
    }

    private BenchmarkResult Judge(Benchmark benchmark, TrialRun run)
    {
        // Of a small benchmark a shard may have nothing.
        IReadOnlyList<Metric> metrics = run.Trials.Count == 0
            ? [new Metric("trials", 0, null, null, null, null, MetricStatus.Informative, "no trial of it belongs to this shard")]
            : benchmark.Judge.Judge(run.Trials);
        if (_settings.Shard is { } shard)
            metrics = InfrastructureRule.Undecided(metrics, $"shard {shard} of the trials, to be joined by `kvv merge`");
        else if (run.IsPartial)
            metrics = InfrastructureRule.Undecided(metrics, $"ended after {run.Trials.Count} of {run.Planned} trials: {run.StopReason}");
        else
            metrics = InfrastructureRule.Apply(metrics, run.Trials, _settings.MaxInfrastructureRate);
        foreach (var metric in metrics.Where(m => m.Status != MetricStatus.Informative || metrics.Count == 1))
            _output.Line($"{benchmark.Id}: {(metrics.Count > 1 ? $"{metric.Name} " : "")}{metric.Status.ToString().ToLowerInvariant()}, {metric.Explanation}");
        return new BenchmarkResult { Benchmark = benchmark, Trials = run.Trials, StopReason = run.StopReason, Metrics = metrics, Attachments = Attach(benchmark, run) };
    }

    /// <summary>Writes what goes with the result, so that it can be read without the suite.</summary>
    private List<string> Attach(Benchmark benchmark, TrialRun run)
    {
        var paths = new List<string>();
        foreach (var attachment in benchmark.Attachments?.Invoke(run.Trials) ?? [])
        {
            var path = $"benchmarks/{RunDirectory.Sanitise(benchmark.Id)}/{attachment.Name}";
            _run.Write(path, attachment.Content);
            paths.Add(path);
        }

        return paths;
    }
}
