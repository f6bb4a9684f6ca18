namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>The benchmarks of the category ToolCall.</summary>
internal static class ToolCallBenchmarks
{
    public static IReadOnlyList<IBenchmarkDefinition> All { get; } = [new ToolSchema(), new ToolConversations(), new K2vv(), new ToolProbes()];
}
