using System.Text.RegularExpressions;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Merging;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>Shards make every trial exactly once between them, and joined they give the verdict of one machine.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class ShardTests : IDisposable
{
    private readonly RunsFolder _shards = new();
    private readonly RunsFolder _joined = new();

    public void Dispose()
    {
        _shards.Dispose();
        _joined.Dispose();
    }

    [Test]
    public void EveryTrialBelongsToExactlyOneShardAndShardsAreOfOneSize()
    {
        var counts = new int[8];
        for (var item = 0; item < 4000; item++)
        {
            var mine = Enumerable.Range(1, 8).Where(i => new ShardChoice(i, 8).Includes(new("aime-2025", $"item-{item}", item % 32))).ToList();
            Assert.That(mine, Has.Count.EqualTo(1));
            counts[mine[0] - 1]++;
        }

        Assert.That(counts, Is.All.InRange(400, 600));
    }

    // A shard of an older version must not overlap with one of this version: the choice is part of the interface.
    [Test]
    public void TheChoiceIsStable() => Assert.That(
        Enumerable.Range(0, 12).Select(i => Enumerable.Range(1, 4).Single(s => new ShardChoice(s, 4).Includes(new("basics", $"b{i}", 0)))),
        Is.EqualTo(Enumerable.Range(0, 12).Select(i => (int)(BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"basics/b{i}/0"))) % 4) + 1)));

    [Test]
    public async Task JoinedShardsGiveTheVerdictOfOneMachine()
    {
        await using var endpoint = await StartAsync();
        using var alone = new RunsFolder();
        var whole = await RunAsync(endpoint, alone.Path, null);
        foreach (var shard in new[] { "1/3", "2/3", "3/3" })
        {
            var part = await RunAsync(endpoint, _shards.Path, shard);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(part.IsCompleteShard, Is.True, string.Join("; ", part.Verdict.Reasons));
                Assert.That(part.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
                Assert.That(part.Document.Benchmarks.Single().Trials, Is.InRange(4, 25));
            }
        }

        var sent = endpoint.RequestCounts.Total;
        var joined = await ShardMerge.JoinAsync([_shards.Path], _joined.Path, Path.Combine(RepositoryRoot.Path, "fixtures"), new RecordedOutput(), CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(endpoint.RequestCounts.Total, Is.EqualTo(sent), "joining sent something");
            Assert.That(joined.Verdict.Kind, Is.EqualTo(whole.Verdict.Kind), string.Join("; ", joined.Verdict.Reasons));
            Assert.That(joined.Document.Benchmarks.Select(b => (b.Id, b.Trials, b.Scored, b.StopReason, b.Metrics[0])), Is.EqualTo(whole.Document.Benchmarks.Select(b => (b.Id, b.Trials, b.Scored, b.StopReason, b.Metrics[0]))));
            Assert.That(joined.Document.Endpoint, Is.EqualTo(whole.Document.Endpoint));
        }
    }

    [Test]
    public async Task ShardsThatDoNotBelongTogetherAreRefusedWithWhatDiffers()
    {
        await using var endpoint = await StartAsync();
        await RunAsync(endpoint, _shards.Path, "1/2");
        Assert.That(await RefusedAsync(), Does.Contain("Of 2 shards 2 is missing"));
        await RunAsync(endpoint, _shards.Path, "2/2", ("KVV_SEED", "7"));
        Assert.That(await RefusedAsync(), Does.Contain("Seed differ"));
        await RunAsync(endpoint, _shards.Path, null);
        Assert.That(await RefusedAsync(), Does.Contain("is no shard").Or.Contain("Seed differ"));
    }

    private async Task<string> RefusedAsync() => (await Assert.ThrowsAsync<InvalidDataException>(() =>
        ShardMerge.JoinAsync([_shards.Path], _joined.Path, Path.Combine(RepositoryRoot.Path, "fixtures"), new RecordedOutput(), CancellationToken.None)))!.Message;

    // The page's examples: variables that the suite knows, and one count of shards throughout.
    [Test]
    public void ThePagesExamplesFitTheSuite()
    {
        var page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "scale-out.md"));
        var known = SettingDefinition.All.Select(d => d.Variable).Append("KVV_API_KEY").ToHashSet(StringComparer.Ordinal);
        var blocks = Block().Matches(page).Select(m => m.Groups[1].Value).ToList();
        var (actions, job) = (blocks.Single(b => b.Contains("runs-on", StringComparison.Ordinal)), blocks.Single(b => b.Contains("kind: Job", StringComparison.Ordinal)));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Variable().Matches(page).Select(m => m.Value).Where(v => !known.Contains(v)), Is.Empty, "a variable that the suite would refuse");
            Assert.That(actions, Does.Contain("shard: [1, 2, 3, 4]").And.Contain("KVV_SHARD: ${{ matrix.shard }}/4"));
            Assert.That(job, Does.Contain("apiVersion: batch/v1").And.Contain("completionMode: Indexed").And.Contain("restartPolicy: Never"));
            Assert.That(job, Does.Contain("completions: 8").And.Contain("parallelism: 8").And.Contain("KVV_SHARD=$((JOB_COMPLETION_INDEX + 1))/8"));
            Assert.That(blocks.SelectMany(b => b.Split('\n')).Where(l => l.Contains('\t') || (l.Length - l.TrimStart(' ').Length) % 2 != 0), Is.Empty, "indentation that YAML does not take as meant");
        }
    }

    private static Task<ReferenceEndpoint> StartAsync() => ReferenceEndpoint.StartAsync(new ReferenceOptions
    {
        ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
        AnswerKeyFolders = [Path.Combine(RepositoryRoot.Path, "fixtures", "reasoning")],
        RecordRequests = true,
    });

    private static async Task<RunOutcome> RunAsync(ReferenceEndpoint endpoint, string runs, string? shard, params (string, string)[] more)
    {
        (string, string)[] choice = shard is null ? [] : [("KVV_SHARD", shard)];
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, runs, settings: [("KVV_MODEL", endpoint.ModelId), .. choice, .. more]);
        await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get("basics"));
        return run.Session.Complete();
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("KVV_[A-Z_]+")]
    private static partial Regex Variable();
}
