using System.Collections.Concurrent;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>
/// Judges requirements, each at most once a run and mode, for whoever asks first: its own test, or the gate on behalf of a
/// benchmark. Later callers get the same finding.
/// </summary>
internal sealed class RequirementJudge
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Finding>>> _findings = new(StringComparer.Ordinal);
    private readonly ProbeContext _context;
    private readonly EndpointChannel _channel;
    private readonly EvidenceStore _evidence;
    private readonly Redactor _redactor;
    private readonly FindingJournal _journal;
    private readonly ReplyLedger _ledger;
    private readonly UsageTotals _usage;
    private readonly TimeProvider _clock;
    private readonly Action<string> _diskRefuses;
    private readonly bool _keepsWhatHolds;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Creates a judge.</summary>
    /// <param name="context">What every probe shares.</param>
    /// <param name="engine">The way to the endpoint, and the books.</param>
    /// <param name="evidence">Where exchanges are kept.</param>
    /// <param name="redactor">Removes secrets from findings.</param>
    /// <param name="journal">Where findings are kept.</param>
    /// <param name="ledger">Told what an earlier part of the run saw.</param>
    /// <param name="clock">Times checks.</param>
    /// <param name="keepsWhatHolds">Whether the exchanges of requirements that hold are kept for the reports.</param>
    /// <param name="diskRefuses">Told when the run folder cannot be written: nothing more can be kept then.</param>
    /// <param name="cancellationToken">Ends the checks under way.</param>
    public RequirementJudge(
        ProbeContext context, RunEngine engine, EvidenceStore evidence, Redactor redactor, FindingJournal journal, ReplyLedger ledger, TimeProvider clock, bool keepsWhatHolds, Action<string> diskRefuses, CancellationToken cancellationToken)
    {
        _context = context;
        _channel = engine.Channel;
        _evidence = evidence;
        _redactor = redactor;
        _journal = journal;
        _ledger = ledger;
        _usage = engine.Usage;
        _clock = clock;
        _keepsWhatHolds = keepsWhatHolds;
        _diskRefuses = diskRefuses;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The findings that are complete, and a <c>notRun</c> one for each check that was started but did not end.</summary>
    public IEnumerable<Finding> Findings => _findings.Values.Where(f => f.IsValueCreated && f.Value.IsCompletedSuccessfully).Select(f => f.Value.Result);

    /// <summary>Checks that were started, and those that ended.</summary>
    public (int Started, int Ended) Progress
    {
        get
        {
            var started = _findings.Values.Where(f => f.IsValueCreated).ToList();
            return (started.Count, started.Count(f => f.Value.IsCompleted));
        }
    }

    /// <summary>
    /// Takes over the findings of several shards. Each has judged everything: the worst counts, and what all of them cost and
    /// saw is in the books.
    /// </summary>
    public void Recall(IReadOnlyList<FindingRecord> records, RequirementCatalogue catalogue)
    {
        foreach (var judged in records.GroupBy(r => r.Key, StringComparer.Ordinal))
        {
            foreach (var record in judged)
            {
                _usage.Add(record.Usage);
                foreach (var anomalies in record.Replies)
                    _ledger.Recalled(record.Key, anomalies);
            }

            var worst = judged.OrderBy(r => r.Status switch
            {
                FindingStatus.Fail => 0,
                FindingStatus.HarnessError => 1,
                FindingStatus.Infrastructure => 2,
                FindingStatus.Undecided => 3,
                FindingStatus.NotRun => 4,
                FindingStatus.Pass => 5,
                _ => 6,
            }).First();
            var border = worst.Key.IndexOf(" [", StringComparison.Ordinal);
            var finding = new Finding
            {
                Requirement = catalogue[worst.Key[..border]],
                Mode = worst.Key[(border + 2)..^1],
                Status = worst.Status,
                Expected = worst.Expected,
                Actual = worst.Actual,
                Faults = worst.Faults,
                Evidence = worst.Evidence,
                Duration = TimeSpan.FromMilliseconds(worst.DurationMs),
            };
            var made = new Lazy<Task<Finding>>(Task.FromResult(finding));
            _findings[worst.Key] = made;
        }
    }

    public Task<Finding> JudgeAsync(RequirementCheck check) =>
        _findings.GetOrAdd(check.Key, _ => new(() => RunAsync(check), LazyThreadSafetyMode.ExecutionAndPublication)).Value;

    private async Task<Finding> RunAsync(RequirementCheck check)
    {
        // Off the caller's stack: a Lazy must not run the whole check before it hands out the task.
        await Task.Yield();
        if (_journal.Settled.TryGetValue(check.Key, out var settled))
            return Recalled(check, settled);
        try
        {
            var started = _clock.GetTimestamp();
            var probe = new Probe(_context, _channel, check.Mode, check.Key, _cancellationToken);
            var finding = Applies(check) is { } reason
                ? Make(check, FindingStatus.Unsupported, null, reason)
                : await CheckAsync(check, probe);
            finding = finding with { Duration = _clock.GetElapsedTime(started), Evidence = [.. finding.Evidence, .. Evidence(finding, check, probe)] };
            _journal.Append(Record(check, finding, probe.Exchanges));
            return finding;
        }
        catch (IOException e)
        {
            // Nothing more can be kept: the run ends here, and this check is made again when it goes on.
            _diskRefuses(e.Message);
            return Make(check, FindingStatus.NotRun, null, $"the run was stopped: {e.Message}");
        }
    }

    /// <summary>A finding of an earlier part of this run, with what its requests cost and showed.</summary>
    private Finding Recalled(RequirementCheck check, FindingRecord settled)
    {
        _usage.Add(settled.Usage);
        foreach (var anomalies in settled.Replies)
            _ledger.Recalled(check.Key, anomalies);
        return Make(check, settled.Status, settled.Expected, settled.Actual) with
        {
            Faults = settled.Faults,
            Evidence = settled.Evidence,
            Duration = TimeSpan.FromMilliseconds(settled.DurationMs),
        };
    }

    private FindingRecord Record(RequirementCheck check, Finding finding, IReadOnlyList<Exchange> exchanges) => new()
    {
        Key = check.Key,
        JudgedAt = _clock.GetUtcNow(),
        Status = finding.Status,
        Expected = finding.Expected,
        Actual = finding.Actual,
        Faults = finding.Faults,
        Evidence = finding.Evidence,
        DurationMs = finding.Duration.TotalMilliseconds,
        Usage = exchanges.Aggregate(new RunUsage(0, 0, 0, 0, 0), (sum, e) => sum + UsageTotals.Of(e)),
        Replies = [.. exchanges.Where(e => e.CountsAsReply).Select(e => e.Anomalies)],
    };

    private string? Applies(RequirementCheck check) => check.Mode.Thinking is { } thinking && !_context.Profile.Thinking.Has(thinking)
        ? $"the profile {_context.Profile.Name} has no thinking mode \"{(thinking == Profiles.ThinkingMode.On ? "on" : "off")}\""
        : null;

    private async Task<Finding> CheckAsync(RequirementCheck check, Probe probe)
    {
        try
        {
            await check.RunAsync(probe);
            return Make(check, FindingStatus.Pass, null, null);
        }
        catch (JudgementException e)
        {
            var finding = Make(check, e.Status, e.Expected, e.Message);
            return e.Status == FindingStatus.Fail ? finding with { Faults = check.Requirement.Faults } : finding;
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            return Make(check, FindingStatus.NotRun, null, "the run was stopped before this check ended");
        }
        catch (Exception e) when (e is not IOException)
        {
            // Whatever else is thrown is a bug of this suite: it is shown as one, with its trace, and never as a pass or a fail.
            var trace = _evidence.WriteText(check.Key, "trace.txt", e.ToString());
            return Make(check, FindingStatus.HarnessError, null, $"bug of this suite: {e.GetType().Name}: {e.Message}") with { Evidence = [trace] };
        }
    }

    private IReadOnlyList<string> Evidence(Finding finding, RequirementCheck check, Probe probe) => finding.Status switch
    {
        FindingStatus.Unsupported or FindingStatus.NotRun => [],
        FindingStatus.Pass => _keepsWhatHolds ? _evidence.WriteKept(check.Key, probe.Evidence) : [],
        _ => _evidence.Write(check.Key, probe.Evidence),
    };

    private Finding Make(RequirementCheck check, FindingStatus status, string? expected, string? actual) => new()
    {
        Requirement = check.Requirement,
        Mode = check.Mode.ToString(),
        Status = status,
        Expected = expected is null ? null : _redactor.Redact(expected),
        Actual = actual is null ? null : _redactor.Redact(actual),
    };
}
