using Kvv.Conformance.Benchmarks.Agentic;
using Kvv.Conformance.Benchmarks.Multimodal;
using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.Conformance.Benchmarks.ToolCalls;

namespace Kvv.Conformance.Benchmarks;

/// <summary>Every benchmark of the suite, for the tests, for <c>kvv plan</c> and for recording baselines.</summary>
public static class BenchmarkRegistry
{
    /// <summary>All benchmarks, by category.</summary>
    public static IReadOnlyList<IBenchmarkDefinition> All { get; } =
    [
        .. ReasoningBenchmarks.All,
        .. MultimodalBenchmarks.All,
        .. AgenticBenchmarks.All,
        .. ToolCallBenchmarks.All,
    ];

    /// <summary>A benchmark by its id.</summary>
    /// <param name="id">The id.</param>
    /// <exception cref="KeyNotFoundException">No benchmark has this id; the message lists those there are.</exception>
    public static IBenchmarkDefinition Get(string id) => All.FirstOrDefault(d => d.Id == id)
        ?? throw new KeyNotFoundException($"There is no benchmark \"{id}\"; the suite has {string.Join(", ", All.Select(d => d.Id))}.");
}
