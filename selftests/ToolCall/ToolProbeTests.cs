using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>The benchmark tool-probes: silent on a healthy endpoint, and each fault that it is for fails the probe that is for it.</summary>
[TestFixture]
public sealed class ToolProbeTests
{
    [Test]
    public async Task AHealthyEndpointPassesEveryProbe(
        [Values("kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2", "generic-openai")] string profile)
    {
        var result = await EmbeddedRun.RunAsync("tool-probes", profile, environment: ("KVV_TIER", "full"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Metrics.Where(m => m.Status is MetricStatus.Fail or MetricStatus.Undecided).Select(m => $"{m.Name} {m.Status}: {m.Explanation}"), Is.Empty);
            Assert.That(result.Trials.Where(t => t.Value < 1).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty);
            Assert.That(result.Trials.Where(t => t.Value is null).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty, "nothing is left open");
        }
    }

    [TestCase("tc-large-args-lost", "arguments-16k")]
    [TestCase("tc-args-overcoerced", "literal-values")]
    [TestCase("tc-args-entity-decoded", "literal-values")]
    [TestCase("tc-args-cut-at-literal", "literal-values")]
    [TestCase("tt-schema-reordered", "declared-order")]
    [TestCase("tc-optional-args-dropped", "optional-arguments")]
    [TestCase("tc-args-truncated-bundle", "parallel-calls")]
    [TestCase("tc-index-reused", "parallel-calls")]
    [TestCase("tc-empty-deltas-under-load:concurrency>=1", "calls-under-load")]
    [TestCase("tc-name-split", "long-catalogue")]
    [TestCase("tc-parallel-false-ignored", "one-call-only")]
    [TestCase("tc-text-before-call-lost", "words-before-call")]
    [TestCase("tc-section-text-leak", "stray-text")]
    [TestCase("tc-args-not-streamed", "streamed-arguments")]
    [TestCase("tc-id-repeats-across-turns", "own-ids-over-turns")]
    [TestCase("tc-id-unparsed-variant", "own-ids-over-turns")]
    [TestCase("ml-collapse-at-turn-3", "own-ids-over-turns")]
    [TestCase("tt-history-ids-verbatim", "foreign-id-spelling")]
    [TestCase("tt-history-ids-verbatim", "foreign-ids")]
    public async Task AFaultFailsItsProbeAndIsNamed(string fault, string probe)
    {
        var result = await EmbeddedRun.RunAsync("tool-probes", faults: fault);
        var figure = result.Metrics.Single(m => m.Name == probe);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(figure.Faults, Does.Contain(fault.Split(':')[0]), figure.Explanation);
            // What is only recommended is named and never decides.
            var recommended = ToolProbes.Probes(Tier.Smoke).Single(p => p.Id == probe).IsRecommendation;
            Assert.That(figure.Status, Is.EqualTo(recommended ? MetricStatus.Informative : MetricStatus.Fail), figure.Explanation);
            Assert.That(result.Metrics[0].Faults.Contains(fault.Split(':')[0]), Is.EqualTo(result.Metrics.Skip(1).Any(m => m.Status == MetricStatus.Fail && m.Faults.Contains(fault.Split(':')[0]))));
        }
    }
}
