using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Reasoning;

/// <summary>Thirty problems with long solutions.</summary>
[TestFixture]
[Category(Category.Reasoning)]
public sealed class Aime2025Tests
{
    [Test]
    public Task ProblemsAreSolvedAsOftenAsPublished() => BenchmarkTest.RunAsync("aime-2025");
}
