using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>Baselines: what is measured is what is written, and a later run is compared with it item by item.</summary>
[TestFixture]
public sealed class BaselineTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ABaselineHoldsWhatWasMeasuredAndObeysItsSchema()
    {
        var baseline = await RecordAsync(skill: 0.8);
        var schema = JsonSchema.Compile(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "baseline.schema.json")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schema.Validate(JsonElement.Parse(baseline.ToJson())).Errors, Is.Empty);
            Assert.That(baseline.Items, Has.Count.EqualTo(40));
            Assert.That(baseline.Mean, Is.InRange(0.6, 0.95));
            Assert.That(baseline.Endpoint.IsReference);
            Assert.That(BaselineFile.Read(Path.Combine(_folder, baseline.FileName)).ToJson(), Is.EqualTo(baseline.ToJson()));
        }
    }

    [TestCase(0.95, MetricStatus.Fail)]
    [TestCase(0.3, MetricStatus.Pass)]
    public async Task ARunIsComparedItemByItem(double officialSkill, MetricStatus expected)
    {
        await RecordAsync(officialSkill);
        var compared = await CompareAsync(skill: 0.6);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compared.Metrics[0].Name, Is.EqualTo(BaselineJudge.MetricName), "a measured baseline decides in the place of a floor");
            Assert.That(compared.Metrics[0].Status, Is.EqualTo(expected), compared.Metrics[0].Explanation);
            Assert.That(compared.Metrics.Skip(1).Select(m => m.Status), Is.All.EqualTo(MetricStatus.Informative));
        }
    }

    [Test]
    public async Task ABaselineOfOtherItemsIsNotUsedAndTheResultSaysSo()
    {
        var baseline = await RecordAsync(skill: 1);
        await File.WriteAllTextAsync(Path.Combine(_folder, baseline.FileName), (baseline with { Dataset = baseline.Dataset with { Revision = "sha256:0" } }).ToJson());
        var compared = await CompareAsync(skill: 1);
        var metric = compared.Metrics.Single(m => m.Name == BaselineJudge.MetricName);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metric.Status, Is.EqualTo(MetricStatus.Informative));
            Assert.That(metric.Explanation, Does.Contain("other items"));
        }
    }

    [Test]
    public async Task AMeasurementFullOfOutagesIsNoBaseline()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RecordAsync(skill: 1, faults: "op-outage-500:p=0.5"));
        Assert.That(Directory.EnumerateFiles(_folder, "*.json"), Is.Empty);
    }

    [Test]
    public async Task AnEditedBaselineIsRefused()
    {
        var baseline = await RecordAsync(skill: 1);
        var text = JsonNode.Parse(baseline.ToJson())!;
        text["items"]![0]!["scores"]![0] = 7;
        var path = Path.Combine(_folder, baseline.FileName);
        await File.WriteAllTextAsync(path, text.ToJsonString());
        Assert.That(() => BaselineFile.Read(path), Throws.TypeOf<InvalidDataException>());
    }

    private async Task<BaselineFile> RecordAsync(double skill, string faults = "")
    {
        await using var endpoint = await EmbeddedRun.StartAsync("kimi-k2.6", faults, seed: 11, skill);
        var settings = EmbeddedRun.Settings(endpoint, "kimi-k2.6", _folder);
        using var bench = new BenchmarkBench(settings, EmbeddedRun.Fixtures, Path.Combine(_folder, "work", "official"));
        var ready = (Preparation.Ready)bench.Prepare(BenchmarkRegistry.Get("basics"));
        var result = await bench.RunAsync(ready.Benchmark, null, CancellationToken.None);
        var baseline = BaselineRecording.From(result, bench.Context, settings, DateTimeOffset.UnixEpoch);
        await File.WriteAllTextAsync(Path.Combine(_folder, baseline.FileName), baseline.ToJson());
        return baseline;
    }

    private async Task<BenchmarkResult> CompareAsync(double skill)
    {
        await using var endpoint = await EmbeddedRun.StartAsync("kimi-k2.6", seed: 12, skill: skill);
        using var bench = new BenchmarkBench(EmbeddedRun.Settings(endpoint, "kimi-k2.6", _folder), EmbeddedRun.Fixtures, Path.Combine(_folder, "work", "vendor"));
        var ready = (Preparation.Ready)bench.Prepare(BenchmarkRegistry.Get("basics"));
        return await bench.RunAsync(new BaselineFolder(_folder).Attach(ready.Benchmark, bench.Context), null, CancellationToken.None);
    }
}
