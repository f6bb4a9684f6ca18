using Kvv.Conformance.Findings;
using Kvv.Conformance.Gate;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Session;

/// <summary>What the gate does in a run: judges by the run's own checks, and keeps its record in the run folder.</summary>
internal static class GateOfRun
{
    /// <summary>The gate's duties.</summary>
    /// <param name="setup">Settings, clock and output.</param>
    /// <param name="directory">Where the record is kept.</param>
    /// <param name="run">The run.</param>
    /// <param name="key">What a record of the gate holds for.</param>
    /// <param name="isEmbedded">Whether the endpoint is part of the build under test: no record of another run speaks for it.</param>
    /// <param name="checks">All checks.</param>
    /// <param name="judge">Judges one.</param>
    /// <param name="alwaysOn">The rules of every reply.</param>
    public static GateDuties Duties(
        SessionSetup setup, RunDirectory directory, RunRecord run, string key, bool isEmbedded, IReadOnlyCollection<RequirementCheck> checks, Func<RequirementCheck, Task<Finding>> judge, AlwaysOnRules alwaysOn) => new()
        {
            Key = key,
            Checks = checks,
            Judge = judge,
            AlwaysOn = () => alwaysOn.JudgeAll().Where(f => f.Requirement.Category == Category.PreVerification),
            // A continued run has its own findings: they say more than the record it left.
            FindFreshRecord = () => setup.Joined is { IsGateOpen: true } joined
                ? (new GateRecord(GateRecord.CurrentFormat, true, key, run.StartedAt, FindingJournal.Read(Path.Combine(directory.Path, FindingJournal.File)).DistinctBy(f => f.Key).Count(), []), joined.Record.Id)
                : !isEmbedded && GateRecord.FindFresh(setup.Settings.RunDirectory, key, setup.Clock.GetUtcNow(), setup.Settings.GateMaxAge) is { } fresh && fresh.RunId != directory.Id ? fresh : null,
            Now = setup.Clock.GetUtcNow,
            Save = r =>
            {
                directory.Write("gate.json", r.ToJson());
                setup.Output.Line(r.Open ? $"pre-verification: all {r.Checks} must checks passed or do not apply, the gate is open" : $"pre-verification: the gate stays closed, {r.Failing.Count} must checks did not pass");
            },
        };
}
