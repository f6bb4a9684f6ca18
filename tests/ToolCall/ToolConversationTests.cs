using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.ToolCalls;

/// <summary>Tools are called where they are due and left alone where they are not, in conversations.</summary>
[TestFixture]
[Category(Category.ToolCall)]
public sealed class ToolConversationTests
{
    [Test]
    public Task ToolsAreCalledWhereTheyAreDue() => BenchmarkTest.RunAsync("tool-calls");

    [Test]
    public Task ToolsAreCalledWhereTheOfficialServiceCallsThem() => BenchmarkTest.RunAsync("k2vv");
}
