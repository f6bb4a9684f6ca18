using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Agentic;

/// <summary>Issues of public projects, each in its published image.</summary>
[TestFixture]
[Category(Category.Agentic)]
public sealed class SweBenchVerifiedTests
{
    [Test]
    public Task IssuesAreResolved() => BenchmarkTest.RunAsync("swe-bench-verified");
}
