using Kvv.Agents.Loop;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents.SweBench;

/// <summary>What the benchmark says where something is missing, and what it reports where nothing is to hold it against.</summary>
[TestFixture]
public sealed class SweBenchVerifiedTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void WithoutTheDataSetItIsLeftOutWithTheRemedy()
    {
        var missing = Prepare("kimi-k2.6", "auto");
        Assert.That(missing.IsLeftOut, Is.True);
        Assert.That(missing.Reason, Does.Contain("kvv datasets pull swe-bench-verified"));
    }

    [Test]
    public void WithoutAnEngineItIsLeftOutInEveryProfile([Values("generic-openai", "kimi-k2-0905", "kimi-k2-thinking", "kimi-k2.5", "kimi-k2.6", "kimi-k2.7-code", "kimi-k3", "minimax-m2")] string profile)
    {
        var set = Directory.CreateDirectory(Path.Combine(_folder, "swe-bench-verified")).FullName;
        File.WriteAllText(Path.Combine(set, "items.jsonl"), OwnInstance.Sample().Data.ToJsonString() + "\n");
        var missing = Prepare(profile, "bubblewrap");
        Assert.That(missing.IsLeftOut, Is.True);
        Assert.That(missing.Reason, Does.Contain("there is no container engine").And.Contain("docker or podman"));
    }

    [Test]
    public void WithoutATargetTheRateIsReportedUnlessTooMuchIsMissing()
    {
        TrialRecord Record(int n, TrialOutcome outcome) => new()
        {
            Benchmark = "b",
            Sample = $"s{n}",
            Epoch = 0,
            ConfigurationHash = "",
            Outcome = outcome,
            Value = outcome == TrialOutcome.Scored ? n % 2 : null,
            Explanation = "",
        };
        var judge = new EpisodeJudge(null);
        var whole = judge.Judge([.. Enumerable.Range(0, 20).Select(n => Record(n, TrialOutcome.Scored))])[0];
        List<TrialRecord> half = [.. Enumerable.Range(0, 20).Select(n => Record(n, n < 10 ? TrialOutcome.Scored : TrialOutcome.Infrastructure))];
        var torn = InfrastructureRule.Apply(judge.Judge(half), half, maxRate: 0.05)[0];
        Assert.That((whole.Status, whole.Value, torn.Status), Is.EqualTo((MetricStatus.Pass, (double?)0.5, MetricStatus.Undecided)));
    }

    private Preparation.NotReady Prepare(string profile, string sandbox)
    {
        var fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");
        var contract = new ProfileStore(Path.Combine(fixtures, "models")).Load(profile);
        var settings = new SettingsReader(new Dictionary<string, string>(), new Dictionary<string, string> { ["KVV_DATASETS"] = _folder, ["KVV_SANDBOX"] = sandbox }, RepositoryRoot.Path).Read();
        var context = new BenchmarkContext(new ProbeContext(contract, profile, contract.Dialect, 1, HasKey: false), settings, fixtures);
        return (Preparation.NotReady)BenchmarkRegistry.Get("swe-bench-verified").Prepare(context);
    }
}
