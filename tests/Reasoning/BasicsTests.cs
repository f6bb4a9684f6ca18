using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Reasoning;

/// <summary>The smoke test of the category: nothing expensive is worth starting before these items are solved.</summary>
[TestFixture]
[Category(Category.Reasoning)]
public sealed class BasicsTests
{
    [Test]
    public Task ShortItemsAreSolved() => BenchmarkTest.RunAsync("basics");
}
