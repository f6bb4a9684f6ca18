using Kvv.Conformance.Faults;
using Kvv.Evaluation.Benchmarks;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Matrix;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>Every fault of tool calls and structured output that can be injected is caught somewhere, and a healthy endpoint nowhere.</summary>
[TestFixture]
public sealed class CoverageTests
{
    // What pre-verification misses, misses by chance, or takes for a recommendation, by the benchmark that names it.
    private static readonly Dictionary<string, string> CaughtByBenchmarks = new(StringComparer.Ordinal)
    {
        ["tc-args-not-streamed"] = "tool-probes",
        ["tc-parallel-false-ignored"] = "tool-probes",
        ["tc-schema-violations"] = "tool-schema",
        ["tc-section-text-leak"] = "tool-probes",
        ["tc-text-before-call-lost"] = "tool-probes",
        ["tc-trigger-shift"] = "tool-calls",
        ["tt-history-ids-verbatim"] = "tool-probes",
        ["tt-schema-reordered"] = "tool-probes",
    };

    // What their probes look at is a recommendation in every profile, also where a maker's rule of pre-verification binds.
    private static readonly string[] BreakOnlyRecommendedFigures = ["tc-args-not-streamed", "tc-parallel-false-ignored", "tt-schema-reordered"];

    [Test]
    public void EveryInjectableFaultOfTheseStagesIsCaughtByPreVerificationOrHere()
    {
        var faults = FaultCatalogue.Load(EmbeddedRun.Fixtures).Faults.Where(f => f.Stage is FaultStage.ToolCalls or FaultStage.StructuredOutput).Select(f => f.Id).Where(ReferenceEndpoint.KnownFaults.ContainsKey).ToList();
        // Rows of the matrix that break a binding rule are proved there.
        var caughtBefore = faults.Where(id => MatrixRows.Of(id).BreaksOnlyRecommendations is null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(faults, Has.Count.GreaterThan(45));
            Assert.That(faults.Except(caughtBefore).Except(CaughtByBenchmarks.Keys), Is.Empty);
        }
    }

    [TestCaseSource(nameof(CaughtByBenchmarks))]
    public async Task WhatPreVerificationMissesABenchmarkNames(KeyValuePair<string, string> caught)
    {
        var result = await EmbeddedRun.RunAsync(caught.Value, faults: caught.Key);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Metrics.SelectMany(m => m.Faults), Does.Contain(caught.Key));
            // What breaks only recommendations is named, and the verdict stays out of it.
            Assert.That(result.Status == MetricStatus.Fail, Is.EqualTo(!BreakOnlyRecommendedFigures.Contains(caught.Key)));
        }
    }

    [Test]
    public async Task AHealthyEndpointIsCleanOverTwentySeeds([Values("tool-schema", "tool-calls", "tool-probes")] string benchmark)
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var profile = seed % 2 == 0 ? "kimi-k3" : "kimi-k2.6";
            var result = await EmbeddedRun.RunAsync(benchmark, profile, seed: seed);
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), $"seed {seed}, {profile}: {string.Join("; ", result.Metrics.Where(m => m.Status is MetricStatus.Fail or MetricStatus.Undecided).Select(m => m.Explanation))}");
        }
    }
}
