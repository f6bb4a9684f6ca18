using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Multimodal;

/// <summary>Text in pictures, a thousand items: the smoke test before MMMU-Pro.</summary>
[TestFixture]
[Category(Category.Multimodal)]
public sealed class OcrBenchTests
{
    [Test]
    public Task TextInPicturesIsRead() => BenchmarkTest.RunAsync("ocrbench");
}
