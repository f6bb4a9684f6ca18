using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.ToolCalls;

/// <summary>Calls obey each kind of parameter schema, and schemas outside the model's language are refused.</summary>
[TestFixture]
[Category(Category.ToolCall)]
public sealed class ToolSchemaTests
{
    [Test]
    public Task CallsObeyEachKindOfSchema() => BenchmarkTest.RunAsync("tool-schema");
}
