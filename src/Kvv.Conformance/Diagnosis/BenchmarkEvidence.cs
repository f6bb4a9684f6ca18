using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Diagnosis;

/// <summary>What figures of benchmarks, and answers that are the signature of a fault, say. Pure.</summary>
internal static class BenchmarkEvidence
{
    public static IEnumerable<EvidenceUnit> Of(IReadOnlyList<BenchmarkResult> benchmarks) => [];
}
