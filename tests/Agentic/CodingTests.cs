using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Agentic;

/// <summary>Many turns on real code, in a sandbox.</summary>
[TestFixture]
[Category(Category.Agentic)]
public sealed class CodingTests
{
    [Test]
    public Task HiddenTestsPass() => BenchmarkTest.RunAsync("coding");
}
