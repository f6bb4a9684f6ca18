using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Results;
using Kvv.Conformance.Verdicts;

namespace Kvv.SelfTests.Matrix;

/// <summary>What the matrix demands of the run of a row. Pure.</summary>
internal sealed class MatrixJudgement(FaultCatalogue faults, RequirementCatalogue rules, SignatureTable signatures)
{
    // Named first, or among the first three beside look-alikes.
    private const int First = 3;

    // What comes and goes breaks other checks in each run, and looks like others in each as well.
    private const int FirstOfUnsteady = 10;

    // One in so many of what such a fault breaks may be a check that it was never measured to break.
    private const int ExplainedOfUnsteady = 4;

    /// <summary>Everything about a run that is not as it must be; empty when the row is green.</summary>
    public IEnumerable<string> Problems(MatrixRow row, MatrixRun run)
    {
        var fault = faults.Get(row.Fault);
        return Caught(row, run, fault).Concat(Unrelated(row, run)).Concat(Named(row, run));
    }

    /// <summary>The place of a fault in the diagnosis of a run, from 1; 0 when it is not there, or is only one of those that a failure points at.</summary>
    public static int Place(ResultDocument document, string fault) =>
        document.Faults.Where(f => f.Standing != "possible").Select(f => f.Id).ToList().IndexOf(fault) + 1;

    /// <summary>The same in the diagnosis of benchmarks alone.</summary>
    public static int Place(DiagnosisResult diagnosis, string fault) =>
        diagnosis.Faults.Where(f => f.Standing != Standing.Possible).Select(f => f.Fault).ToList().IndexOf(fault) + 1;

    /// <summary>Everything about the run of a row that breaks recommendations only, where the run requires them, that is not as it must be.</summary>
    public IEnumerable<string> StrictProblems(MatrixRow row, MatrixRun run)
    {
        if (run.Verdict.Kind != VerdictKind.Fails)
            yield return $"the verdict is {run.Verdict.Word}";
        var levels = rules.For(row.Profile);
        foreach (var id in run.Failed.Where(id => levels[id].Level == Level.Should && !run.Verdict.Reasons.Any(r => r.StartsWith($"{id} failed", StringComparison.Ordinal))))
            yield return $"{id} failed, and is no reason of the verdict";
    }

    private IEnumerable<string> Caught(MatrixRow row, MatrixRun run, Fault fault)
    {
        if (run.Verdict.Kind == VerdictKind.Conforms != (row.BreaksOnlyRecommendations is not null))
            yield return $"the verdict is {run.Verdict.Word}";
        if (row.BreaksOnlyRecommendations is not null)
        {
            var levels = rules.For(row.Profile);
            if (!run.Failed.Any(id => levels[id].Level == Level.Should))
                yield return "no recommendation is broken";
            foreach (var binding in run.Failed.Where(id => levels[id].Level == Level.Must).Concat(run.FailedFigures))
                yield return $"{binding} is binding, and broke: remove the reason why the verdict stays";
        }

        if (row.Unsteady || row.DependsOnOrder)
            yield break;
        var judged = run.Document.Requirements.Where(r => r.Status is "pass" or "fail").Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in fault.Requirements.Where(judged.Contains).Except(run.Failed))
            yield return $"{rule} exposes the fault, and did not fail";
        var naming = run.NamingFigures(row.Fault).ToHashSet(StringComparer.Ordinal);
        foreach (var figure in fault.Metrics.Where(m => row.Benchmarks.Contains(m[..m.IndexOf('/', StringComparison.Ordinal)]) && !naming.Contains(m)))
            yield return $"{figure} exposes the fault, and did not fail or did not name it";
    }

    /// <summary>What broke although neither its row names the fault nor the fault was ever measured to break it.</summary>
    private IEnumerable<string> Unrelated(MatrixRow row, MatrixRun run)
    {
        // What a fault of chance, or of the order of requests, breaks besides differs by run: there the diagnosis must account for it; for
        // nearly all of it, where chance may strike any check.
        if (row.Unsteady && run.Document.Unexplained.Count * ExplainedOfUnsteady <= run.Failed.Count() + run.FailedFigures.Count())
            return [];
        if (row.Unsteady || row.DependsOnOrder)
            return run.Document.Unexplained.Select(u => $"{u} broke, and no fault explains it");
        var known = signatures.Find(row.Fault)?.Subjects;
        return run.Failed.Where(id => known?.Contains(id) != true && !rules[id].Faults.Contains(row.Fault)).Select(id => $"{id} is unrelated to the fault, and failed");
    }

    private static IEnumerable<string> Named(MatrixRow row, MatrixRun run)
    {
        var place = Place(run.Document, row.Fault);
        if (place < 1 || place > (row.Unsteady ? FirstOfUnsteady : First))
            yield return $"its place is {place} behind {string.Join(", ", run.Document.Faults.Take(6).Select(f => f.Id))}";
        // A fault of chance need not strike within one benchmark.
        if (run.Alone is { } alone && row is { Unsteady: false, DependsOnOrder: false } && Place(alone.Diagnosis, row.Fault) is var byBenchmarks and (< 1 or > First))
            yield return $"by {string.Join(" and ", row.Benchmarks)} alone its place is {byBenchmarks} behind {string.Join(", ", alone.Diagnosis.Faults.Take(6).Select(f => f.Fault))}";
    }
}
