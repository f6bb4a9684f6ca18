using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Benchmarks.Reasoning;
using Kvv.Conformance.Merging;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Engine;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>
/// A shard sees a part of the registered order and so cannot stop; joined, the rule looks at the same completed prefix as on one
/// machine: same verdict, same figures, same ledger to the byte, though the shards made more trials.
/// </summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ShardedSequentialTests : IDisposable
{
    private const ulong Seed = 77;
    private const string Benchmark = "generated-problems";

    private readonly RunsFolder _alone = new();
    private readonly RunsFolder _shards = new();
    private readonly RunsFolder _joined = new();
    private readonly RunsFolder _baselines = new();

    public void Dispose()
    {
        _alone.Dispose();
        _shards.Dispose();
        _joined.Dispose();
        _baselines.Dispose();
    }

    // Conforms, fails, and undecided at the cap; the last against item results.
    [TestCase(1, false)]
    [TestCase(0.6, false)]
    [TestCase(0.86, false)]
    [TestCase(0.8, true)]
    public async Task JoinedShardsGiveTheVerdictOfAStraightRunThatStopsEarly(double skill, bool againstItems)
    {
        (string, string)[] more = [];
        if (againstItems)
        {
            var official = new ReasoningRun { Tier = Tier.Standard, Seed = Seed, Skill = 0.9 };
            var baseline = await official.RecordAsync(Benchmark, _baselines.Path, tries: 3);
            var reference = baseline with { Endpoint = baseline.Endpoint with { IsReference = true } };
            await File.WriteAllTextAsync(Path.Combine(_baselines.Path, baseline.FileName), reference.ToJson());
            more = [("KVV_BASELINES", _baselines.Path)];
        }

        await using var endpoint = await ReferenceEndpoint.StartAsync(new()
        {
            ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
            Answers = DrawnAnswers.For(Seed),
            Seed = Seed,
            Skill = skill,
            ModelName = "kimi-k2.6-reference",
        });
        var straight = await RunAsync(endpoint, _alone.Path, more);
        var made = 0;
        foreach (var shard in (string[])["1/3", "2/3", "3/3"])
            made += (await RunAsync(endpoint, _shards.Path, [("KVV_SHARD", shard), .. more])).Document.Benchmarks.Single().Trials;
        var joined = await ShardMerge.JoinAsync([_shards.Path], _joined.Path, Path.Combine(RepositoryRoot.Path, "fixtures"), new RecordedOutput(), CancellationToken.None);

        var (a, b) = (straight.Document.Benchmarks.Single(), joined.Document.Benchmarks.Single());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(a.Metrics[0].Baseline is not null, Is.EqualTo(againstItems), string.Join("\n", a.Metrics));
            Assert.That((b.StopReason, b.Trials, b.Metrics[0]), Is.EqualTo((a.StopReason, a.Trials, a.Metrics[0])));
            Assert.That(joined.Verdict.Kind, Is.EqualTo(straight.Verdict.Kind), string.Join("; ", joined.Verdict.Reasons));
            Assert.That(made, Is.GreaterThanOrEqualTo(a.Trials), "a shard does not stop early");
            foreach (var file in (string[])["ledger.jsonl", "rule.json"])
                Assert.That(Text(_joined.Path, file), Is.EqualTo(Text(_alone.Path, file)), file);
        }
    }

    private static string Text(string runs, string file) =>
        File.ReadAllText(Directory.EnumerateDirectories(runs).Where(d => new DirectoryInfo(d).LinkTarget is null).Select(d => Path.Combine(d, "benchmarks", Benchmark, file)).Single(File.Exists));

    private static async Task<RunOutcome> RunAsync(ReferenceEndpoint endpoint, string runs, params (string, string)[] more)
    {
        await using var run = await EngineRun.StartAsync(
            endpoint.BaseUrl, runs, settings: [("KVV_MODEL", endpoint.ModelId), ("KVV_TIER", "standard"), ("KVV_SEED", $"{Seed}"), ("KVV_CONCURRENCY", "6"), .. more]);
        await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get(Benchmark));
        return run.Session.Complete();
    }
}
