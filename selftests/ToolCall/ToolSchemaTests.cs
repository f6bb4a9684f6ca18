using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>The benchmark tool-schema: a healthy endpoint is right in every case, and each fault of calls is named.</summary>
[TestFixture]
public sealed class ToolSchemaTests
{
    [Test]
    public async Task AHealthyEndpointIsRightInEveryCase(
        [Values("kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai")] string profile)
    {
        var result = await EmbeddedRun.RunAsync("tool-schema", profile, environment: ("KVV_TIER", "standard"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Trials.Where(t => !(t.Value >= 1)).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty);
            Assert.That(result.Metrics.Select(m => m.Status), Has.None.EqualTo(MetricStatus.Fail).And.None.EqualTo(MetricStatus.Undecided));
            Assert.That(result.Trials, Has.Count.GreaterThanOrEqualTo(408));
        }
    }

    [Test]
    public async Task UpstreamsOwnCasesGiveTheSameOnAHealthyEndpoint()
    {
        var folder = Path.Combine(RepositoryRoot.SharedData, "walle-valid");
        if (!Directory.Exists(folder))
            Assert.Ignore($"The walle-valid schemas are not at {folder}.");
        var result = await EmbeddedRun.RunAsync("tool-schema", "kimi-k3", environment: [("KVV_TIER", "standard"), ("KVV_SCHEMA_CASES", folder)]);
        Assert.That(result.Trials.Where(t => !(t.Value >= 1)).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty);
        Assert.That(result.Trials, Has.Count.EqualTo(410), "204 cases of upstream's snapshot and one that came later, whole and streamed");
    }

    [TestCase("tc-schema-violations")]
    [TestCase("tc-args-stringified")]
    [TestCase("tc-args-double-encoded")]
    [TestCase("tc-args-invalid-json")]
    [TestCase("tc-markers-in-content")]
    [TestCase("tc-name-concatenated")]
    [TestCase("tc-finish-stop")]
    [TestCase("tc-id-foreign")]
    [TestCase("tc-required-ignored")]
    [TestCase("tc-required-runaway")]
    [TestCase("tc-forced-args-raw-markup")]
    [TestCase("tc-index-missing")]
    public async Task AFaultOfCallsFailsTheBenchmarkAndIsNamed(string fault)
    {
        var result = await EmbeddedRun.RunAsync("tool-schema", faults: fault);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Fail));
            Assert.That(result.Metrics.SelectMany(m => m.Faults), Does.Contain(fault));
        }
    }
}
