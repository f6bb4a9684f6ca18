using Kvv.Conformance.Results;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Session;

/// <summary>
/// What was asked of a run, and how it ends: complete, stopped from outside, or ended by itself (budget, dead endpoint, a disk
/// that refuses). At every moment the run folder holds what is known. Thread-safe.
/// </summary>
internal sealed class RunEnding : IDisposable
{
    private readonly SessionSetup _setup;
    private readonly RunDirectory _directory;
    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private RunRecord _record;
    private string? _endedEarly;
    private RunOutcome? _outcome;

    public RunEnding(SessionSetup setup, RunOpening opening) => (_setup, _directory, _record) = (setup, opening.Directory, opening.Record);

    /// <summary>Cancelled when checks under way are not needed any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Closes the scheduler: why, and whether requests under way are given up.</summary>
    public Action<string, bool> CloseScheduler { get; set; } = (_, _) => { };

    /// <summary>Draws the verdict and writes the results; set before the first check.</summary>
    public ResultDesk? Results { get; set; }

    /// <summary>Why the run ended at first contact, or <see langword="null"/>.</summary>
    public ContactFailure? Contact { get; set; }

    /// <summary>A category was asked for.</summary>
    public void Select(string category)
    {
        lock (_lock)
            _selected.Add(category);
    }

    /// <summary>Someone stops the run, unless it is complete.</summary>
    public void Stop(string reason)
    {
        lock (_lock)
        {
            if (_outcome is not null)
                return;
            _endedEarly ??= $"the run was stopped: {reason}";
        }

        // First the files: the process may be gone before the requests under way have noticed.
        Snapshot();
        _stop.Cancel();
        CloseScheduler(reason, true);
    }

    /// <summary>The run ends by itself: benchmarks are closed with what they have, and the run can be continued.</summary>
    /// <param name="reason">Why, as a clause for the user.</param>
    /// <param name="abandon">Whether requests under way are given up.</param>
    public void EndEarly(string reason, bool abandon)
    {
        reason = _directory.Redactor.Redact(reason);
        lock (_lock)
        {
            if (_outcome is not null || _endedEarly is not null)
                return;
            _endedEarly = reason;
        }

        _setup.Output.Line($"STOPPED: {reason}{(reason.EndsWith('.') ? "" : ".")}");
        _stop.Cancel();
        CloseScheduler(reason, abandon);
    }

    /// <summary>Nothing more can be kept.</summary>
    public void DiskRefused(string reason) => EndEarly(reason, abandon: true);

    /// <summary>Writes what is known, unless the run is complete.</summary>
    public void Snapshot()
    {
        lock (_writing)
        {
            lock (_lock)
            {
                if (_outcome is not null)
                    return;
            }

            Results!.Write(Moment());
        }
    }

    /// <summary>Draws the verdict and writes the results. Later calls return the same outcome.</summary>
    /// <param name="benchmarks">The benchmarks that ended.</param>
    /// <param name="progress">Closed with the run.</param>
    public RunOutcome Complete(IReadOnlyList<BenchmarkResult> benchmarks, RunProgress progress)
    {
        lock (_lock)
        {
            if (_outcome is not null)
                return _outcome;
        }

        progress.Dispose();
        // A run that was stopped, or that met an outage, stays unfinished, so that it can be continued.
        var outage = benchmarks.Where(r => InfrastructureRule.IsBroken(r.Trials, _setup.Settings.MaxInfrastructureRate)).Sum(r => r.Infrastructure);
        if (outage > 0)
            _setup.Output.Line($"{outage} trials ended in infrastructure errors: run again with the same settings to send only those.");
        lock (_writing)
        {
            lock (_lock)
            {
                if (_endedEarly is null && outage == 0)
                    _record = _record with { FinishedAt = _setup.Clock.GetUtcNow() };
            }

            var outcome = Results!.Write(Moment());
            lock (_lock)
                _outcome = outcome;
        }

        progress.End(_endedEarly);
        return _outcome;
    }

    /// <summary>Ends what is still under way.</summary>
    public void Dispose() => _stop.Cancel();

    private RunMoment Moment()
    {
        lock (_lock)
            return new(_record, new HashSet<string>(_selected, StringComparer.Ordinal), _endedEarly, Contact);
    }
}
