using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Diagnosis;

/// <summary>What figures of benchmarks, and answers that are the signature of a fault, say. Pure.</summary>
internal static class BenchmarkEvidence
{
    /// <summary>The facet of a figure.</summary>
    public const string Figure = "figure";

    // One odd answer is chance, or the model itself; so many, and so large a share, are not.
    private const int LeastTrials = 3;
    private const double LeastShare = 0.03;

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

    // Unlike a figure, such an answer speaks of one fault and of no other.
    private static IEnumerable<EvidenceUnit> Answers(BenchmarkResult result) => result.Trials
        .SelectMany(t => t.Faults.Distinct(StringComparer.Ordinal))
        .GroupBy(f => f, StringComparer.Ordinal)
        .Where(g => g.Count() >= LeastTrials && g.Count() >= LeastShare * result.Trials.Count)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => new EvidenceUnit
        {
            Subject = NameOf(result.Benchmark.Id, $"answers:{g.Key}"),
            Facets = [new("answers", Sight.Fail)],
            Named = [g.Key],
            IsDirect = true,
        });
}
