using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.ToolCalls;

/// <summary>Faults of tool calls that need size, load, turns or tries to show.</summary>
[TestFixture]
[Category(Category.ToolCall)]
public sealed class ToolProbeTests
{
    [Test]
    public Task CallsStandWhatMakesFaultsShow() => BenchmarkTest.RunAsync("tool-probes");
}
