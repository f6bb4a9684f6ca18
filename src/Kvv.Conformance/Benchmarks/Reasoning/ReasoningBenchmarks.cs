namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>The benchmarks of the category Reasoning.</summary>
internal static class ReasoningBenchmarks
{
    public static IReadOnlyList<IBenchmarkDefinition> All { get; } = [new Basics(), new GeneratedProblems(), new Aime2025(), new LongOutput(), new CacheAndBatch()];
}
