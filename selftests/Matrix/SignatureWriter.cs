using Kvv.Conformance.Diagnosis;

namespace Kvv.SelfTests.Matrix;

/// <summary>Turns runs of the matrix into the table of signatures that the diagnosis reads.</summary>
internal static class SignatureWriter
{
    private const string Note = "Measured by the fault matrix of the self-tests with the embedded reference endpoint; do not edit. judged: what a healthy run judges, by profile and facet (a mode, or a kind of anomaly). signatures: what breaks with one fault switched on.";

    /// <summary>The seeds of the runs that one signature is measured in.</summary>
    public static IReadOnlyList<ulong> Seeds { get; } = [1, 2];

    /// <summary>The table.</summary>
    /// <param name="healthy">By profile, a healthy run.</param>
    /// <param name="rows">By row, its runs.</param>
    public static SignatureFile Table(IReadOnlyDictionary<string, MatrixRun> healthy, IReadOnlyList<(MatrixRow Row, IReadOnlyList<MatrixRun> Runs)> rows) => new()
    {
        Format = SignatureTable.CurrentFormat,
        Note = Note,
        Judged = new(healthy.ToDictionary(h => h.Key, h => ByFacet(Places(h.Value).Select(p => p.Place))!), StringComparer.Ordinal),
        Signatures = [.. rows.Select(r => Row(r.Row, r.Runs)).OrderBy(r => r.Fault, StringComparer.Ordinal)],
    };

    /// <summary>Every place of a run with what was seen there.</summary>
    public static IEnumerable<((string Subject, string Facet) Place, Sight Sight)> Places(MatrixRun run) =>
        EvidenceGatherer.Gather(run.Evidence).SelectMany(u => u.Facets.Select(f => ((u.Subject, f.Name), f.Sight)));

    private static SignatureFile.Row Row(MatrixRow row, IReadOnlyList<MatrixRun> runs)
    {
        var seen = runs.SelectMany(Places).Where(p => p.Sight != Sight.Pass).GroupBy(p => p.Place).ToList();
        bool Always(IGrouping<(string, string), ((string, string) Place, Sight Sight)> place, Sight sight) => place.Count(p => p.Sight == sight) == runs.Count;
        return new()
        {
            Fault = row.Fault,
            Profile = row.Profile,
            Given = row.Given,
            Fails = ByFacet(seen.Where(p => Always(p, Sight.Fail)).Select(p => p.Key)),
            NoAnswer = ByFacet(seen.Where(p => Always(p, Sight.NoAnswer)).Select(p => p.Key)),
            Sometimes = ByFacet(seen.Where(p => !Always(p, Sight.Fail) && !Always(p, Sight.NoAnswer)).Select(p => p.Key)),
        };
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
