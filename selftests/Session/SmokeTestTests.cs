using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Verdicts;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Multimodal;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>OCRBench is the smoke test before MMMU-Pro: its failure stops MMMU-Pro unless told otherwise, counted at the server.</summary>
[TestFixture]
public sealed class SmokeTestTests
{
    private const string Ask = "Which number is written in the picture? Reply with only its digits. Reply NONE if you see no picture.";
    private const string Marker = "mmmu-pro-request-marker";
    private const int Items = 60;

    // order-1.png shows 4263; a set with other answers is one that the endpoint fails.
    [TestCase("4263", "stop", true)]
    [TestCase("1111", "stop", false)]
    [TestCase("1111", "ignore", true)]
    public async Task AFailedSmokeTestStopsTheBenchmarkBehindIt(string answer, string rule, bool runs)
    {
        using var sets = new OwnSets();
        sets.Items("ocrbench", Enumerable.Range(0, Items).Select(_ => sets.Ocr("Digit String Recognition", Ask, answer, "order-1.png")));
        sets.Items("mmmu-pro", sets.Mmmu("test_1", Marker, "['red', 'blue']", "B", 1));
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions
        {
            ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
            AnswerKeyFolders = [Path.Combine(RepositoryRoot.Path, "fixtures", "multimodal")],
            RecordRequests = true,
        });
        await using var run = await TestRun.StartAsync(
            ("KVV_BASE_URL", endpoint.BaseUrl.ToString()), ("KVV_TIER", "standard"), ("KVV_DATASETS", sets.Path), ("KVV_SMOKE_FAILURE", rule));
        var outcome = await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get("mmmu-pro"));
        var end = run.Session.Complete();
        var sent = endpoint.RequestCounts.Recorded.Select(r => r.Body).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sent.Count(b => b.Contains(Marker, StringComparison.Ordinal)), Is.EqualTo(runs ? 1 : 0));
            Assert.That(sent.Count(b => b.Contains(Ask, StringComparison.Ordinal)), rule == "ignore" ? Is.Zero : Is.InRange(1, Items));
            Assert.That(outcome.Blocked, runs ? Is.Null : Does.Contain("smoke test ocrbench failed").And.Contain("SmokeFailure=ignore"));
            if (!runs)
                Assert.That((end.Verdict.Kind, end.Verdict.Reasons), Is.EqualTo((VerdictKind.Fails, new[] { "benchmark ocrbench fails by its accuracy" })));
        }
    }
}
