using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Reasoning;

/// <summary>Problems that nobody can prepare for: they are drawn from the run's seed.</summary>
[TestFixture]
[Category(Category.Reasoning)]
public sealed class GeneratedProblemsTests
{
    [Test]
    public Task DrawnProblemsAreSolved() => BenchmarkTest.RunAsync("generated-problems");
}
