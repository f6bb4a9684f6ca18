using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Diagnosis;

/// <summary>What figures of benchmarks, and answers that are the signature of a fault, say. Pure.</summary>
internal static class BenchmarkEvidence
{
    /// <summary>The facet of a figure.</summary>
    public const string Figure = "figure";

    // One odd answer is chance, or the model itself; so many, and so large a share, are not. Of few trials, which are series of requests
    // more often than not, two are enough.
    private const int LeastTrials = 3;
    private const double LeastShare = 0.03;
    private const int LeastOfFew = 2;
    private const double LeastShareOfFew = 0.1;

    /// <summary>The name of a figure in a diagnosis.</summary>
    public static string NameOf(string benchmark, string metric) => $"{benchmark}/{metric}";

    public static IEnumerable<EvidenceUnit> Of(IReadOnlyList<BenchmarkResult> benchmarks) =>
        benchmarks.OrderBy(b => b.Benchmark.Id, StringComparer.Ordinal).SelectMany(b => Figures(b).Concat(Answers(b)));

    private static IEnumerable<EvidenceUnit> Figures(BenchmarkResult result) => result.Metrics
        .Where(m => m.Status is MetricStatus.Pass or MetricStatus.Fail)
        .Select(m => new EvidenceUnit
        {
            Subject = NameOf(result.Benchmark.Id, m.Name),
            Facets = [new(Figure, m.Status == MetricStatus.Fail ? Sight.Fail : Sight.Pass)],
            Named = m.Faults,
        });

    // Unlike a figure, such an answer speaks of one fault, the first that it names; the others it names could stand in for that one.
    private static IEnumerable<EvidenceUnit> Answers(BenchmarkResult result) => result.Trials
        .Where(t => t.Faults.Count > 0)
        .GroupBy(t => t.Faults[0], StringComparer.Ordinal)
        .Where(g => IsMany(g.Count(), result.Trials.Count))
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new EvidenceUnit
        {
            Subject = NameOf(result.Benchmark.Id, $"answers:{g.Key}"),
            Facets = [new("answers", Sight.Fail)],
            Named = [g.Key, .. g.SelectMany(t => t.Faults.Skip(1)).GroupBy(f => f, StringComparer.Ordinal).OrderByDescending(f => f.Count()).ThenBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key).Where(f => f != g.Key)],
            IsDirect = true,
        });

    private static bool IsMany(int named, int all) => (named >= LeastTrials && named >= LeastShare * all) || (named >= LeastOfFew && named >= LeastShareOfFew * all);
}
