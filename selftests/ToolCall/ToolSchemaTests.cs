using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Session;
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

    // A model with other sampling values in each mode refuses a wrong one.
    [TestCase("kimi-k3", "on", 211, 0)]
    [TestCase("kimi-k3", "off", 0, 211)]
    [TestCase("kimi-k2.6", "both", 211, 211)]
    [TestCase("kimi-k2.6", "profile", 0, 211)]
    public async Task ThinkingIsOnAndOffBySetting(string profile, string setting, int on, int off)
    {
        var result = await EmbeddedRun.RunAsync("tool-schema", profile, environment: ("KVV_SCHEMA_THINKING", setting));
        var calls = result.Benchmark.Dataset.Samples.Where(s => !s.Data.ContainsKey("rule")).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((calls.Count(s => s.Text("thinking") == "on"), calls.Count(s => s.Text("thinking") == "off")), Is.EqualTo((on, off)));
            Assert.That(result.Trials.Where(t => !(t.Value >= 1)).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty);
            Assert.That(calls.Count(s => result.Benchmark.Play.FirstRequest(s, 0).ToString().Contains("\"disabled\"", StringComparison.Ordinal)), Is.EqualTo(off), "what was asked for is what is sent");
        }
    }

    [Test]
    public async Task AModeThatTheModelDoesNotHaveIsUnsupported()
    {
        await using var endpoint = await EmbeddedRun.StartAsync("kimi-k2-thinking");
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            using var bench = new BenchmarkBench(EmbeddedRun.Settings(endpoint, "kimi-k2-thinking", folder, ("KVV_SCHEMA_THINKING", "off")), EmbeddedRun.Fixtures, Path.Combine(folder, "work"));
            var missing = (Preparation.NotReady)bench.Prepare(BenchmarkRegistry.Get("tool-schema"));
            Assert.That(missing.Reason, Does.Contain("has no mode with thinking off"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
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
