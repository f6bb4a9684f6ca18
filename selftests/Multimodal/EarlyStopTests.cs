using System.Text.Json.Nodes;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>In the standard tier OCRBench and MMMU-Pro end when the evidence settles them; in the full one every item is tried.</summary>
[TestFixture]
public sealed class EarlyStopTests
{
    private const int Items = 400;

    private OwnSets _sets = null!;

    [SetUp]
    public void FillTheDirectory()
    {
        _sets = new();
        _sets.Items("ocrbench", Enumerable.Range(0, Items).Select(i => _sets.Ocr("Digit String Recognition", "What number is it?", $"{i}")));
        _sets.Items("mmmu-pro", Enumerable.Range(0, Items).Select(i => _sets.Mmmu($"test_{i}", "Which?", "['red', 'blue']", "B", 1)));
    }

    [TearDown]
    public void RemoveTheDirectory() => _sets.Dispose();

    [Test]
    public void TheEvidenceEndsIt([Values("ocrbench", "mmmu-pro")] string id, [Values("kimi-k2.6", "kimi-k3")] string profile, [Values] bool good)
    {
        var benchmark = _sets.Ready(id, profile, ("KVV_TIER", "standard"));
        var (trials, reason) = Run(benchmark, good ? _ => 1 : i => i % 2 == 0 ? 1 : null);
        var accuracy = benchmark.Judge.Judge(trials)[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reason, Does.Contain(good ? "conforms" : "fails"));
            Assert.That(trials, Has.Count.InRange(20, Items / 2));
            Assert.That(accuracy.Status, Is.EqualTo(good ? MetricStatus.Pass : MetricStatus.Fail), accuracy.Explanation);
            Assert.That(accuracy.Explanation, Does.Contain("whose full run would score"));
            Assert.That(benchmark.Attachments!(trials).Select(a => a.Name), Is.EqualTo(new[] { "rule.json", "ledger.jsonl" }));
        }
    }

    [Test]
    public void NoItemIsTriedTwiceAndNoneIsLeftOut([Values("ocrbench", "mmmu-pro")] string id)
    {
        var benchmark = _sets.Ready(id, "kimi-k3", ("KVV_TIER", "standard"));
        Assert.That(benchmark.Order!.Select(o => o.Item).Order(), Is.EqualTo(Enumerable.Range(0, Items)));
        Assert.That(benchmark.Order!.Select(o => o.Item), Is.Not.Ordered, "a random order");
    }

    [Test]
    public void FullTriesEveryItem([Values("ocrbench", "mmmu-pro")] string id)
    {
        var benchmark = _sets.Ready(id, "kimi-k3", ("KVV_TIER", "full"));
        Assert.That(benchmark.StopRule is null);
        Assert.That(benchmark.Trials, Is.EqualTo(Items));
    }

    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k3")]
    public void ARecordedBaselineIsHeldAgainstItemByItem(string profile)
    {
        var benchmark = _sets.Ready("ocrbench", profile, ("KVV_TIER", "standard"));
        var baseline = new BaselineFile
        {
            Format = BaselineFile.FormatName,
            Benchmark = "ocrbench",
            Profile = profile,
            Endpoint = new("http://127.0.0.1/v1", profile, "kimi", IsReference: false),
            Dataset = new(benchmark.Dataset.Name, benchmark.Dataset.Revision, Items),
            Tier = "full",
            Suite = new("kvv", "1", "0"),
            StartedAt = DateTimeOffset.UnixEpoch,
            RecordedAt = DateTimeOffset.UnixEpoch,
            Trials = new(4 * Items, 4 * Items, 0, 0),
            Figures = [],
            Items = [.. benchmark.Dataset.Samples.Select((s, i) => new BaselineItem(s.Id, i % 10 == 0 ? [0, 0, 1, 0] : [1, 1, 1, 1]))],
        };
        File.WriteAllText(Path.Combine(_sets.Path, baseline.FileName), baseline.ToJson());
        var contract = new ProfileStore(Path.Combine(VisionRun.Fixtures, "models")).Load(profile);
        var compared = new BaselineFolder(_sets.Path).Attach(benchmark, new(contract, profile, contract.Dialect, 1, HasKey: false));
        var (trials, reason) = Run(compared, i => i % 3 == 0 ? 0 : 1);
        var metric = compared.Judge.Judge(trials)[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reason, Does.Contain("fails"));
            Assert.That((metric.Name, metric.Status), Is.EqualTo((BaselineJudge.MetricName, MetricStatus.Fail)), metric.Explanation);
            Assert.That(metric.Explanation, Does.Contain("held item by item"));
        }
    }

    // Without a figure the accuracy cannot be judged; that replies reach their end can.
    [TestCase(false, MetricStatus.Pass)]
    [TestCase(true, MetricStatus.Fail)]
    public void WithoutAFigureOnlyTheEndsOfRepliesDecide(bool cut, MetricStatus status)
    {
        var profile = JsonNode.Parse(File.ReadAllText(Path.Combine(VisionRun.Fixtures, "models", "kimi-k2.6.json")))!;
        foreach (var member in new[] { "threshold", "margin", "reason" })
            profile["benchmarks"]!["ocrbench"]!.AsObject().Remove(member);
        var path = Path.Combine(_sets.Path, "mine.json");
        profile["name"] = "mine";
        File.WriteAllText(path, profile.ToJsonString());
        var benchmark = _sets.Ready("ocrbench", path, ("KVV_TIER", "standard"));
        Assert.That(benchmark.StopRule is null);
        var trials = Enumerable.Range(0, Items).Select(i => Trial(benchmark, i, i % 2) with { Truncated = cut }).ToList();
        var metrics = benchmark.Judge.Judge(trials);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metrics[0].Status, Is.EqualTo(MetricStatus.Informative));
            Assert.That(metrics[0].Explanation, Does.Contain("reported and not judged"));
            Assert.That(new BenchmarkResult { Benchmark = benchmark, Trials = trials, StopReason = "complete", Metrics = metrics }.Status, Is.EqualTo(status));
        }
    }

    /// <summary>Feeds answers in the registered order until the rule ends it.</summary>
    private static (List<TrialRecord> Trials, string? Reason) Run(Benchmark benchmark, Func<int, double?> answer)
    {
        var rule = benchmark.StopRule!();
        var trials = new List<TrialRecord>();
        string? reason = null;
        while (reason is null)
        {
            trials.Add(Trial(benchmark, trials.Count, answer(trials.Count)));
            reason = rule.Observe(trials[^1]);
        }

        return (trials, reason);
    }

    private static TrialRecord Trial(Benchmark benchmark, int position, double? value) => new()
    {
        Benchmark = benchmark.Id,
        Sample = benchmark.Dataset.Samples[benchmark.At(position).Item].Id,
        Epoch = benchmark.At(position).Epoch,
        ConfigurationHash = "",
        Outcome = value is null ? TrialOutcome.Unscored : TrialOutcome.Scored,
        Value = value,
        Explanation = "",
        Details = new JsonObject { ["group"] = "all", ["upstream"] = value ?? 0 },
    };
}
