using Kvv.Conformance.Benchmarks;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>A smoke run on the embedded endpoint says which faults of vision it looked for and what that cost.</summary>
[TestFixture]
public sealed class VisionSmokeTests
{
    [TestCase("off", 182)]
    [TestCase("on", 185)]
    public async Task FaultsLookedForAndCostArePrinted(string server, int probes)
    {
        await using var run = await TestRun.StartAsync(("KVV_PICTURE_SERVER", server));
        var outcome = await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get("vision-probes"));
        Assert.That(outcome.Blocked, Is.Null, string.Join('\n', run.Output.Lines));
        var line = run.Output.Lines.Single(l => l.StartsWith("vision-probes: defects ", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Result!.Status, Is.EqualTo(MetricStatus.Pass));
            Assert.That(line, Does.Match(@"none named; looked for \d+ defects in " + probes + " probes: vi-image-dropped, vi-order-lost, "));
            Assert.That(line, Does.Match(@"Cost: \d+ requests, \d+ prompt and \d+ completion tokens, \d+ bytes of pictures$"));
        }
    }
}
