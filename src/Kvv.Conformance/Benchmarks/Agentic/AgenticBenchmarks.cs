namespace Kvv.Conformance.Benchmarks.Agentic;

/// <summary>The benchmarks of the category Agentic.</summary>
internal static class AgenticBenchmarks
{
    public static IReadOnlyList<IBenchmarkDefinition> All { get; } = [new ServiceDesk(), new Coding(), new SweBenchVerified()];
}
