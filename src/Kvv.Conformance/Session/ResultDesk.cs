using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Gate;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Verdicts;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Session;

/// <summary>What is known of a run at a moment, beside what its parts know themselves.</summary>
/// <param name="Record">What <c>run.json</c> says.</param>
/// <param name="Selected">The categories that were asked for.</param>
/// <param name="EndedEarly">Why the run ended early, or <see langword="null"/>.</param>
/// <param name="Contact">Why it ended at first contact, or <see langword="null"/>.</param>
internal sealed record RunMoment(RunRecord Record, IReadOnlySet<string> Selected, string? EndedEarly, ContactFailure? Contact);

/// <summary>Draws the verdict from what is known at a moment, and writes the results.</summary>
internal sealed class ResultDesk
{
    /// <summary>What was asked for, and where the results go.</summary>
    public required SessionSetup Setup { get; init; }

    public required RunDirectory Directory { get; init; }

    public required EndpointInfo Endpoint { get; init; }

    public required string Profile { get; init; }

    public required RequirementRegistry Registry { get; init; }

    public required PreVerificationGate Gate { get; init; }

    public required FaultCatalogue Faults { get; init; }

    public required Diagnostician Diagnostician { get; init; }

    public required RequirementJudge Judge { get; init; }

    public required AlwaysOnRules AlwaysOn { get; init; }

    public required BenchmarkDesk Benchmarks { get; init; }

    public required ReplyLedger Ledger { get; init; }

    public required UsageTotals Usage { get; init; }

    /// <summary>Judges and writes; a disk that refuses is said, and the verdict stands all the same.</summary>
    public RunOutcome Write(RunMoment moment)
    {
        var (findings, benchmarks) = (Findings(moment.Contact), Benchmarks.Results);
        var unfinished = Judge.Progress.Started - Judge.Progress.Ended;
        var endedEarly = moment.EndedEarly ?? (unfinished > 0 ? $"{unfinished} checks have not ended" : null);
        var part = Setup.Settings.Shard is { } shard ? $"this is shard {shard} of the trials: `kvv merge` joins the shards and judges" : null;
        var blocked = Benchmarks.Blocked;
        var verdict = moment.Contact is { } ended
            ? new Verdict(ended.Verdict, [ended.Sentence])
            : VerdictRule.Judge(new(moment.Selected, findings, benchmarks, blocked, endedEarly ?? part), Setup.Settings.UndecidedIs, Setup.Settings.Recommendations);
        var evidence = new DiagnosisInput(findings, Ledger.Kinds(), benchmarks, moment.Contact?.Faults ?? []);
        var document = ResultBuilder.Build(new(
            moment.Record, Setup.Settings, Endpoint, Profile, verdict, Gate.Settled?.Reason, findings, benchmarks, Faults, Diagnostician.Diagnose(evidence), Usage.Current));
        Write(document, moment, benchmarks);
        return new(verdict, document, [.. ClosingSummary.Lines(document, Directory.Path).Select(Directory.Redactor.Redact)])
        {
            Evidence = evidence,
            IsCompleteShard = part is not null && endedEarly is null && blocked.Count == 0 && verdict.Kind == VerdictKind.Undecided
                && findings.All(f => !f.IsDecisiveDoubt) && benchmarks.All(b => !InfrastructureRule.IsBroken(b.Trials, Setup.Settings.MaxInfrastructureRate)),
        };
    }

    /// <summary>A check that was not made because nobody answered.</summary>
    public static Finding NotRun(Requirement requirement, string mode, ContactFailure failure) =>
        new() { Requirement = requirement, Mode = mode, Status = FindingStatus.NotRun, Actual = $"the run ended at first contact: {failure.Sentence}" };

    // In one order, whichever check ended first.
    private List<Finding> Findings(ContactFailure? contact) => contact is null
        ? [.. Judge.Findings.Concat(AlwaysOn.JudgeAll()).OrderBy(f => f.Requirement.Id, StringComparer.Ordinal).ThenBy(f => f.Mode, StringComparer.Ordinal)]
        : [.. Registry.Checks.Select(c => NotRun(c.Requirement, c.Mode.ToString(), contact))];

    private void Write(ResultDocument document, RunMoment moment, IReadOnlyList<BenchmarkResult> benchmarks)
    {
        try
        {
            // A run that cannot keep its result is not finished: run.json comes after it.
            Directory.Write("result.json", document.ToJson());
            Directory.Write("run.json", moment.Record.ToJson());
            if (!Setup.WritesReports)
                return;
            foreach (var problem in ReportWriter.WriteAll(Directory, document, benchmarks, ended: moment.Record.FinishedAt is not null || moment.EndedEarly is not null))
                Setup.Output.Line(problem);
        }
        catch (IOException e)
        {
            Setup.Output.Line($"The results are not kept: {e.Message}");
        }
    }
}
