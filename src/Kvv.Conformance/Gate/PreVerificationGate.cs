using Kvv.Conformance.Findings;
using Kvv.Conformance.Requirements;

namespace Kvv.Conformance.Gate;

/// <summary>What the gate decided.</summary>
/// <param name="IsOpen">Whether benchmarks may send requests.</param>
/// <param name="Reason">One sentence.</param>
public sealed record GateState(bool IsOpen, string Reason);

/// <summary>
/// Stands before every benchmark. It opens when every <c>must</c> check of pre-verification passed in this run, or a fresh
/// record says so. It judges what no test has judged yet, so it holds under any order, parallelism or filter; a check that a
/// test has started is awaited, not repeated.
/// </summary>
public sealed class PreVerificationGate
{
    private readonly GateDuties _duties;
    private readonly Lazy<Task<GateState>> _state;

    internal PreVerificationGate(GateDuties duties)
    {
        _duties = duties;
        _state = new(JudgeAsync, LazyThreadSafetyMode.ExecutionAndPublication);
    }

    /// <summary>The decision, or <see langword="null"/> while nobody has asked or the judging is under way.</summary>
    public GateState? Settled => _state is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } task } ? task.Result : null;

    /// <summary>Judges at most once a run and returns the decision.</summary>
    public Task<GateState> OpenAsync() => _state.Value;

    private async Task<GateState> JudgeAsync()
    {
        if (_duties.FindFreshRecord() is { } fresh)
            return new(true, $"open by the record of run {fresh.RunId} ({fresh.Record.Checks} checks, judged {fresh.Record.JudgedAt:u})");

        var checks = _duties.Checks.Where(c => c.Requirement is { Level: Level.Must, Category: Category.PreVerification }).ToList();
        var findings = await Task.WhenAll(checks.Select(_duties.Judge));
        var failing = findings.Concat(_duties.AlwaysOn())
            .Where(f => f.IsDecisiveFailure || f.IsDecisiveDoubt)
            .Select(f => $"{f.Requirement.Id} [{f.Mode}]: {f.Actual ?? f.Status.ToString()}")
            .ToList();
        var record = new GateRecord(GateRecord.CurrentFormat, failing.Count == 0, _duties.Key, _duties.Now(), findings.Length, failing);
        _duties.Save(record);
        return record.Open
            ? new(true, $"open: {findings.Length} checks passed or do not apply")
            : new(false, $"closed: {failing.Count} of {findings.Length} must checks did not pass, first {failing[0]}");
    }
}

/// <summary>What the gate needs from the session.</summary>
internal sealed record GateDuties
{
    public required string Key { get; init; }

    public required IReadOnlyCollection<RequirementCheck> Checks { get; init; }

    public required Func<RequirementCheck, Task<Finding>> Judge { get; init; }

    public required Func<IEnumerable<Finding>> AlwaysOn { get; init; }

    public required Func<(GateRecord Record, string RunId)?> FindFreshRecord { get; init; }

    public required Func<DateTimeOffset> Now { get; init; }

    public required Action<GateRecord> Save { get; init; }
}
