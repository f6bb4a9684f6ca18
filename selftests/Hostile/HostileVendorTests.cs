using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;
using Kvv.SelfTests.Session;
using Kvv.SelfTests.ToolCalls;
using NUnit.Framework;

namespace Kvv.SelfTests.Hostile;

/// <summary>A vendor with one good deployment and one bad, who lets the good one answer only where it is likely to be judged.</summary>
[TestFixture]
public sealed class HostileVendorTests
{
    // A weak model, coarsely quantized, that calls tools with arguments its schemas forbid.
    private const string BadlyServed = "tc-schema-violations,dk-quant-corruption";
    private const double Weak = 0.2;

    private static readonly string[] Quality = ["generated-problems", "long-output", "tool-schema", "tool-calls", "tool-probes", "service-desk"];

    private Deployment _good = null!;
    private Deployment _bad = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _good = await Deployment.StartAsync(WholeRun.Own);
        _bad = await Deployment.StartAsync(WholeRun.Own, BadlyServed, Weak);
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await _good.DisposeAsync();
        await _bad.DisposeAsync();
    }

    [TestCaseSource(nameof(Quality))]
    public async Task AnswersKeptFromARunOfAnotherSeedDoNotHelp(string benchmark)
    {
        var memory = new Memory((await WholeRun.OfAsync(WholeRun.Other)).Answers, ByPrompt);
        Assert.That(await FailedAsync(benchmark, seen => memory.Knows(seen) ? memory : _bad), Is.Not.Empty);
    }

    // Why a seed is used once: this vendor cannot be told from a good one.
    [Test]
    public async Task AnswersKeptFromARunOfTheSameSeedPass([Values("generated-problems", "tool-calls")] string benchmark)
    {
        var memory = new Memory((await WholeRun.OfAsync(WholeRun.Own)).Answers, ByPrompt);
        Assert.That(await FailedAsync(benchmark, seen => memory.Knows(seen) ? memory : _bad), Is.Empty);
    }

    [TestCase("generated-problems")]
    [TestCase("tool-calls")]
    public async Task AVendorWhoIsGoodThroughoutPasses(string benchmark) => Assert.That(await FailedAsync(benchmark, _ => _good), Is.Empty);

    [Test]
    public async Task OneWhoIsGoodForShortPromptsOnlyIsSeenByLongOnes([Values("tool-calls", "service-desk")] string benchmark) =>
        Assert.That(await FailedAsync(benchmark, seen => seen.Body.Length < 1000 ? _good : _bad), Is.Not.Empty);

    [Test]
    public async Task OneWhoIsGoodForStreamsOnlyIsSeenBySchemaCasesAnsweredWhole() =>
        Assert.That(await FailedAsync("tool-schema", seen => seen.IsStream ? _good : _bad), Is.Not.Empty);

    [Test]
    public async Task OneWhoIsGoodForWholeAnswersOnlyIsSeenByStreams([Values("generated-problems", "long-output")] string benchmark) =>
        Assert.That(await FailedAsync(benchmark, seen => seen.IsStream ? _bad : _good), Is.Not.Empty);

    [Test]
    public async Task OneWhoIsGoodForToolsOnlyIsSeenByProblemsAndTexts([Values("generated-problems", "long-output")] string benchmark) =>
        Assert.That(await FailedAsync(benchmark, seen => seen.HasTools ? _good : _bad), Is.Not.Empty);

    [Test]
    public async Task OneWhoIsGoodWithoutToolsOnlyIsSeenByToolCalls([Values("tool-schema", "tool-calls", "service-desk")] string benchmark) =>
        Assert.That(await FailedAsync(benchmark, seen => seen.HasTools ? _bad : _good), Is.Not.Empty);

    // One connection at a time carries more requests than a shopper looks at.
    [Test]
    public async Task OneWhoIsGoodForTheFirstRequestsOfAConnectionOnlyIsSeen() =>
        Assert.That(await FailedAsync("generated-problems", seen => seen.OnConnection <= 5 ? _good : _bad, concurrency: 1), Is.Not.Empty);

    [Test]
    public async Task OneWhoIsGoodForTheFirstRequestsOfAKeyOnlyIsSeenByWhatComesAfter() =>
        Assert.That(await FailedAsync("generated-problems", seen => seen.Number <= 20 ? _good : _bad), Is.Not.Empty);

    [Test]
    public async Task OneWhoIsGoodForALonelyRequestOnlyIsSeenByRequestsInCompany()
    {
        var crowd = new Crowd(_bad, size: 4);
        Assert.That(await FailedAsync("generated-problems", _ => crowd), Is.Not.Empty);
    }

    // Most of pre-verification is the same for everybody, because a rule of the wire is provoked by one request and no other:
    // kept answers hide a fault there. The benchmarks of the same category ask anew.
    [Test]
    public async Task KeptAnswersHideAFaultOfToolCallsFromPreVerificationAndNotFromTheBenchmarks()
    {
        await using var faulty = await Deployment.StartAsync(WholeRun.Own, "tc-markers-in-content");
        var memory = new Memory((await WholeRun.OfAsync(WholeRun.Other)).Answers, seen => seen.Body);
        await using var front = await Storefront.OpenAsync(seen => memory.Knows(seen) ? memory : faulty);
        await using var run = await TestRun.StartAsync(("KVV_BASE_URL", front.BaseUrl.ToString()), ("KVV_MODEL", Deployment.Model), ("KVV_SEED", $"{WholeRun.Own}"), ("KVV_API_KEY", Deployment.Key));
        var outcome = await run.PreVerifyAsync();
        var failed = outcome.Document.Requirements.Where(r => r.Status == "fail").Select(r => $"{r.Id} {r.Mode}: {r.Actual}").ToList();
        await TestContext.Out.WriteLineAsync(string.Join('\n', failed));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed.Where(f => f.StartsWith("TOOL-", StringComparison.Ordinal) || f.StartsWith("CALLS-", StringComparison.Ordinal)), Is.Empty, "what is documented as open");
            foreach (var benchmark in new[] { "tool-schema", "tool-calls", "tool-probes" })
                Assert.That(await FailedAsync(benchmark, seen => memory.Knows(seen) ? memory : faulty), Is.Not.Empty, benchmark);
        }
    }

    // Decoding and caps left aside: more is known again than by the whole body.
    private static string ByPrompt(SeenRequest seen) => $"{seen.IsStream}\n{seen.Prompt}";

    /// <summary>The figures of a benchmark that fail.</summary>
    private static async Task<IReadOnlyList<string>> FailedAsync(string benchmark, Func<SeenRequest, IBackroom> choose, int concurrency = 16)
    {
        await using var front = await Storefront.OpenAsync(choose);
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            var settings = EmbeddedRun.Settings(front.BaseUrl, Deployment.Model, "kimi-k2.6", folder, ("KVV_API_KEY", Deployment.Key), ("KVV_SEED", $"{WholeRun.Own}"), ("KVV_CONCURRENCY", $"{concurrency}"));
            using var bench = new BenchmarkBench(settings, EmbeddedRun.Fixtures, Path.Combine(folder, "work"));
            if (bench.Prepare(BenchmarkRegistry.Get(benchmark)) is not Preparation.Ready ready)
                throw new InvalidOperationException($"{benchmark} is not ready.");
            var result = await bench.RunAsync(ready.Benchmark, null, CancellationToken.None);
            var failed = result.Metrics.Where(m => m.Status == MetricStatus.Fail).ToList();
            await TestContext.Out.WriteLineAsync($"{benchmark}: {string.Join("; ", failed.Select(m => $"{m.Name} {m.Value:0.000}"))}");
            return [.. failed.Select(m => m.Name)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
