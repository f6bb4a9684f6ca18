using Kvv.Evaluation.Benchmarks;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>A healthy endpoint answers every probe; one with a fault of vision fails, and the fault is named and no other.</summary>
[TestFixture]
public sealed class VisionFaultTests
{
    // Not a matter of what is seen: shown by models without vision, below.
    private static readonly string[] Elsewhere = ["vi-text-model-500"];

    private static IEnumerable<string> Faults() => ReferenceEndpoint.KnownFaults.Keys
        .Where(f => f.StartsWith("vi-", StringComparison.Ordinal)).Except(Elsewhere).Append("ua-image-uncounted").Order(StringComparer.Ordinal);

    [Test]
    public async Task AHealthyEndpointIsClean([Range(1, 20)] int seed)
    {
        var profile = new[] { "kimi-k2.6", "kimi-k3", "kimi-k2.5", "kimi-k2.7-code" }[seed % 4];
        var result = await VisionRun.PlayAsync(profile: profile, seed: (ulong)seed);
        Assert.That(result.Trials.Where(t => t.Value is not 1), Is.Empty, VisionRun.Describe(result));
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), VisionRun.Describe(result));
        Assert.That(result.Metrics[1].Explanation, Does.Contain("none named").And.Contain(" requests, ").And.Not.Contain("seen without deciding"));
    }

    [TestCaseSource(nameof(Faults))]
    public async Task AFaultIsNamedAndNoOther(string fault)
    {
        var result = await VisionRun.PlayAsync(fault);
        await TestContext.Out.WriteLineAsync($"FAULT {fault}: {result.Metrics[1].Explanation}");
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Fail), VisionRun.Describe(result));
        Assert.That(result.Metrics.SelectMany(m => m.Faults).Distinct(), Is.EqualTo(new[] { fault }), VisionRun.Describe(result));
    }

    [TestCase("", MetricStatus.Pass, new string[0])]
    [TestCase("vi-text-model-500", MetricStatus.Fail, new[] { "vi-text-model-500" })]
    public async Task AModelWithoutVisionRefusesAPicture(string fault, MetricStatus status, string[] named)
    {
        var result = await VisionRun.PlayAsync(fault, profile: "kimi-k2-0905");
        Assert.That(result.Status, Is.EqualTo(status), VisionRun.Describe(result));
        Assert.That(result.Metrics.SelectMany(m => m.Faults), Is.EqualTo(named));
        Assert.That(result.Trials, Has.Count.EqualTo(1));
    }

    // Wrong answers that are no signature lower the accuracy and name nothing.
    [Test]
    public async Task AWeakModelIsNotBlamedForPreprocessing()
    {
        var result = await VisionRun.PlayAsync(skill: 0.7);
        Assert.That(result.Metrics[0].Status, Is.EqualTo(MetricStatus.Fail), VisionRun.Describe(result));
        Assert.That(result.Metrics[1].Status, Is.EqualTo(MetricStatus.Pass), VisionRun.Describe(result));
        Assert.That(result.Metrics.SelectMany(m => m.Faults), Is.Empty, VisionRun.Describe(result));
    }

    [Test]
    public async Task AnOutageIsNoWrongAnswer()
    {
        var result = await VisionRun.PlayAsync("op-outage-500:p=1");
        Assert.That(result.Trials.Select(t => t.Value), Is.All.Null, VisionRun.Describe(result));
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Undecided), VisionRun.Describe(result));
    }
}
