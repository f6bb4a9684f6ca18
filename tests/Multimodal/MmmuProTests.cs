using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Multimodal;

/// <summary>Problems that need the picture, from thirty subjects.</summary>
[TestFixture]
[Category(Category.Multimodal)]
public sealed class MmmuProTests
{
    [Test]
    public Task ProblemsWithPicturesAreSolved() => BenchmarkTest.RunAsync("mmmu-pro");
}
