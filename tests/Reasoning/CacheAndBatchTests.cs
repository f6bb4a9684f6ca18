using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.Reasoning;

/// <summary>What prefix cache and batching do to answers.</summary>
[TestFixture]
[Category(Category.Reasoning)]
public sealed class CacheAndBatchTests
{
    [Test]
    public Task AnswersFromCacheAndBatchAreThoseOfAnIdleServer() => BenchmarkTest.RunAsync("cache-and-batch");
}
