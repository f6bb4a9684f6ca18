using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Reasoning;

/// <summary>Long texts that follow from their task line by line.</summary>
[TestFixture]
[Category(Category.Reasoning)]
public sealed class LongOutputTests
{
    [Test]
    public Task LongTextsStayRightToTheirEnd() => BenchmarkTest.RunAsync("long-output");
}
