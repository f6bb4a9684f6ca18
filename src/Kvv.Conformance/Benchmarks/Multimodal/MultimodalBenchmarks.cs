namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>The benchmarks of the category Multimodal.</summary>
internal static class MultimodalBenchmarks
{
    public static IReadOnlyList<IBenchmarkDefinition> All { get; } = [new VisionProbes(), new OcrBench(), new MmmuProBenchmark()];
}
