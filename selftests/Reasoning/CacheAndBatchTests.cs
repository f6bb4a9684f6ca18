using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>Series of requests on the embedded endpoint: clean when healthy, and a fault of cache or batch gets its name.</summary>
[TestFixture]
internal sealed class CacheAndBatchTests
{
    private static readonly string[] Profiles =
        ["kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai"];

    [Test]
    public async Task AHealthyEndpointIsCleanWhateverItsProfileAndSeed([ValueSource(nameof(Profiles))] string profile, [Values(1UL, 2UL)] ulong seed)
    {
        var result = await new ReasoningRun { Profile = profile, Seed = seed }.OfAsync("cache-and-batch");
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), result.Figures());
        Assert.That(result.Trials.Select(t => t.Value), Has.All.EqualTo(1), result.Figures());
    }

    // Faults of load act here without one: the embedded endpoint answers faster than a load builds up.
    [TestCase("dk-prefix-hit-diverges")]
    [TestCase("dk-recurrent-state-on-hit")]
    [TestCase("dk-cross-request-leak:concurrency>=1", "dk-cross-request-leak")]
    [TestCase("dk-garbage-past-length:prompt>=1500", "dk-garbage-past-length")]
    [TestCase("dk-fp8-kv-loss")]
    [TestCase("dk-speculative-loop")]
    [TestCase("rc-disable-ignored")]
    [TestCase("rc-disable-inlines")]
    public async Task AFaultIsCaughtAndNamedFirst(string faults, string? named = null)
    {
        // One request after another, as series are played on an idle server.
        var result = await new ReasoningRun { Faults = faults, Concurrency = 1 }.OfAsync("cache-and-batch");
        await TestContext.Out.WriteLineAsync(result.Figures());
        Assert.That((result.Status, result.Named().Contains(named ?? faults)), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    [TestCase("dk-garbage-after-uptime:served>=60", "dk-garbage-after-uptime")]
    [TestCase("dk-disaggregated-drift", "dk-disaggregated-drift")]
    public async Task AServiceThatWearsOutIsCaughtInTheStandardTier(string faults, string named)
    {
        var result = await new ReasoningRun { Faults = faults, Tier = Kvv.Conformance.Settings.Tier.Standard, Concurrency = 1 }.OfAsync("cache-and-batch");
        Assert.That((result.Status, result.Named().Contains(named)), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    // Few engines promise equal texts beside other requests: the fault gets its name, and the verdict stands.
    [TestCase("", "generic-openai", null)]
    [TestCase("dk-batch-variance:concurrency>=1", "generic-openai", "dk-batch-variance")]
    [TestCase("sa-seed-ignored-in-batch:concurrency>=1", "generic-openai", "sa-seed-ignored-in-batch")]
    public async Task AnswersThatVaryWithTheBatchAreReportedByName(string faults, string profile, string? named)
    {
        var result = await new ReasoningRun { Profile = profile, Faults = faults, Concurrency = 16 }.OfAsync("cache-and-batch");
        var equal = result.Metrics.Single(m => m.Name == "equal-answers");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(equal.Faults, named is null ? Is.Empty : Does.Contain(named), equal.Explanation);
            Assert.That(equal.Value == 1, Is.EqualTo(named is null), equal.Explanation);
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), result.Figures());
        }
    }

    [Test]
    public async Task AModelThatKnowsNothingIsNoFaultOfTheCache()
    {
        var result = await new ReasoningRun { Faults = "dk-garbage-always" }.OfAsync("cache-and-batch");
        Assert.That(result.Status, Is.EqualTo(MetricStatus.Undecided), result.Figures());
        Assert.That(result.Named(), Is.Empty);
    }
}
