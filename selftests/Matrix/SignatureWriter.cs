using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;

namespace Kvv.SelfTests.Matrix;

/// <summary>Turns runs of the matrix into the table of signatures that the diagnosis reads.</summary>
internal sealed class SignatureWriter(FaultCatalogue faults, RequirementCatalogue rules)
{
    private const string Note = "Measured by the fault matrix of the self-tests with the embedded reference endpoint; do not edit. judged: what a healthy run judges, by profile, or profile and benchmark, and facet (a mode, or a kind of anomaly). signatures: what breaks with one fault switched on.";

    // A whole and a streamed question.
    private const int FirstContact = 2;

    /// <summary>The seeds of the runs that one signature is measured in.</summary>
    public static IReadOnlyList<ulong> Seeds { get; } = [1, 2];

    /// <summary>The table.</summary>
    /// <param name="healthy">By profile, and by profile and benchmark, what a healthy run judges.</param>
    /// <param name="rows">The signatures.</param>
    public static SignatureFile Table(IReadOnlyDictionary<string, IReadOnlyList<(string, string)>> healthy, IEnumerable<SignatureFile.Row> rows) => new()
    {
        Format = SignatureTable.CurrentFormat,
        Note = Note,
        Judged = new(healthy.ToDictionary(h => h.Key, h => ByFacet(h.Value) ?? []), StringComparer.Ordinal),
        Signatures = [.. rows.OrderBy(r => r.Fault, StringComparer.Ordinal)],
    };

    /// <summary>Every place of a run with what was seen there; figures of benchmarks that ran by themselves included.</summary>
    public static IEnumerable<((string Subject, string Facet) Place, Sight Sight)> Places(MatrixRun run) =>
        EvidenceGatherer.Gather(run.Evidence).Concat(run.Alone is { } alone ? BenchmarkEvidence.Of(alone.Results) : []).SelectMany(u => u.Facets.Select(f => ((u.Subject, f.Name), f.Sight)));

    /// <summary>The signature of a row; the first run is the one that is shown.</summary>
    /// <param name="row">The row.</param>
    /// <param name="runs">Its runs.</param>
    /// <param name="diagnostician">Names the faults of the runs anew, or <see langword="null"/> for what the runs said.</param>
    public SignatureFile.Row Row(MatrixRow row, IReadOnlyList<MatrixRun> runs, Diagnostician? diagnostician = null)
    {
        int Place(MatrixRun run) => diagnostician is null ? MatrixJudgement.Place(run.Document, row.Fault) : MatrixJudgement.Place(diagnostician.Diagnose(run.Evidence), row.Fault);
        int PlaceAlone(BenchmarksAlone alone) => MatrixJudgement.Place(diagnostician?.Diagnose(alone.Evidence) ?? alone.Diagnosis, row.Fault);
        var seen = runs.SelectMany(Places).Where(p => p.Sight != Sight.Pass).GroupBy(p => p.Place).ToList();
        bool Always(IGrouping<(string, string), ((string, string) Place, Sight Sight)> place, Sight sight) => place.Count(p => p.Sight == sight) == runs.Count;
        var figures = runs.Select(r => r.NamingFigures(row.Fault)).Aggregate((a, b) => a.Intersect(b)).ToList();
        return new()
        {
            Fault = row.Fault,
            Profile = row.Profile,
            Given = row.Given,
            Benchmarks = row.Benchmarks.Count == 0 ? null : row.Benchmarks,
            Requests = Requests(row, runs[0]),
            Place = Place(runs[0]),
            PlaceByBenchmarks = runs[0].Alone is { } alone ? PlaceAlone(alone) : null,
            Figures = figures.Count == 0 ? null : new(figures, StringComparer.Ordinal),
            Fails = ByFacet(seen.Where(p => Always(p, Sight.Fail)).Select(p => p.Key)),
            NoAnswer = ByFacet(seen.Where(p => Always(p, Sight.NoAnswer)).Select(p => p.Key)),
            Sometimes = ByFacet(seen.Where(p => !Always(p, Sight.Fail) && !Always(p, Sight.NoAnswer)).Select(p => p.Key)),
        };
    }

    /// <summary>How many requests show the fault of a row in a run.</summary>
    public long Requests(MatrixRow row, MatrixRun run)
    {
        var listed = faults.Get(row.Fault).Requirements.ToHashSet(StringComparer.Ordinal);
        var broken = run.Failed.ToHashSet(StringComparer.Ordinal);
        // One whose listed rules all pass in this run is shown by whatever breaks.
        bool Belongs(string id) => !listed.Overlaps(broken) || listed.Contains(id);
        var kinds = rules.All.Where(r => broken.Contains(r.Id) && Belongs(r.Id)).SelectMany(r => r.Anomalies).ToHashSet(StringComparer.Ordinal);
        return RequestsNeeded.Count(FirstContact, run.Checks, run.Document.Usage.Requests, Belongs, kinds);
    }

    private static SortedDictionary<string, SortedSet<string>>? ByFacet(IEnumerable<(string Subject, string Facet)> places)
    {
        var byFacet = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (subject, facet) in places)
        {
            if (!byFacet.TryGetValue(facet, out var subjects))
                byFacet[facet] = subjects = new(StringComparer.Ordinal);
            subjects.Add(subject);
        }

        return byFacet.Count == 0 ? null : byFacet;
    }
}
