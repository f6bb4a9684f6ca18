using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Multimodal;

/// <summary>Is the picture that the model sees the picture that was sent? Wrong answers name what went wrong on the way.</summary>
[TestFixture]
[Category(Category.Multimodal)]
public sealed class VisionProbeTests
{
    [Test]
    public Task PicturesAreSeenAsTheyWereSent() => BenchmarkTest.RunAsync("vision-probes");
}
