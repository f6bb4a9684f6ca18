using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Conformance.Session;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>The set of the K2 vendor verifier in its own record format: joined by index, the newest record of a request counting.</summary>
[TestFixture]
public sealed class K2vvTests
{
    private const int Requests = 60;
    private string _folder = null!;

    [SetUp]
    public void Write()
    {
        _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        var set = Directory.CreateDirectory(Path.Combine(_folder, "k2vv")).FullName;
        File.WriteAllLines(Path.Combine(set, "samples.jsonl"), Enumerable.Range(1, Requests).Select(i => Sample(i).ToJsonString()));
        // The official service called for the first half. An older record says otherwise and does not count.
        File.WriteAllLines(Path.Combine(set, "kimi-k2-0905-preview_results.jsonl"), Enumerable.Range(1, Requests).SelectMany(i => new[] { Record(i, IsDue(i), "2025-11-15T10:00:00"), Record(i, !IsDue(i), "2025-10-01T10:00:00") }));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task AgreementWithTheOfficialAnswersIsMeasuredOverTheirNewestRecords()
    {
        var result = await RunAsync("");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Trials.Where(t => !(t.Value >= 1)).Select(t => $"{t.Sample}: {t.Explanation}"), Is.Empty);
            Assert.That(result.Metrics[0].Value, Is.EqualTo(1));
            Assert.That(result.Metrics[0].Status, Is.EqualTo(MetricStatus.Pass));
            Assert.That(result.Metrics.Single(m => m.Name == "count-similarity").Value, Is.EqualTo(1));
            Assert.That(result.Benchmark.Dataset.Samples[0].Id, Is.EqualTo("0001"), "data_index counts from 1");
        }
    }

    [Test]
    public async Task FewerCallsThanTheOfficialServiceMakesFail()
    {
        var result = await RunAsync("tc-trigger-shift");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Metrics[0].Status, Is.EqualTo(MetricStatus.Fail));
            Assert.That(result.Metrics[0].Faults, Does.Contain("tc-trigger-shift"));
        }
    }

    [Test]
    public async Task WithoutTheSetTheRemedyIsSaid()
    {
        await using var endpoint = await EmbeddedRun.StartAsync("kimi-k2-0905");
        using var bench = new BenchmarkBench(EmbeddedRun.Settings(endpoint, "kimi-k2-0905", _folder, ("KVV_DATASETS", Path.Combine(_folder, "nowhere")), ("KVV_TIER", "standard")), EmbeddedRun.Fixtures, Path.Combine(_folder, "work", "k2vv"));
        Assert.That(bench.Prepare(BenchmarkRegistry.Get("k2vv")), Is.TypeOf<Preparation.NotReady>().With.Property("Reason").Contains("kvv datasets pull k2vv"));
    }

    [Test]
    public void ALargeFilePointerIsNotTakenForTheData()
    {
        var path = Path.Combine(_folder, "k2vv", "samples.jsonl");
        File.WriteAllText(path, "version https://git-lfs.github.com/spec/v1\noid sha256:ce02\nsize 17026377\n");
        Assert.That(() => new K2vvSet(DatasetStore.For(_folder, EmbeddedRun.Fixtures)).Samples(), Throws.TypeOf<DatasetException>().With.Message.Contains("large-file pointer"));
    }

    private async Task<BenchmarkResult> RunAsync(string faults) =>
        await EmbeddedRun.RunAsync("k2vv", "kimi-k2-0905", faults, environment: [("KVV_DATASETS", _folder), ("KVV_TIER", "standard")]);

    private static bool IsDue(int number) => number <= Requests / 2;

    private static JsonObject Sample(int number)
    {
        var ask = IsDue(number)
            ? string.Create(CultureInfo.InvariantCulture, $"Use the tool look_up; number is {number}.")
            : string.Create(CultureInfo.InvariantCulture, $"What is {number} + 4? Reply with only the sum.");
        var parameters = JsonNode.Parse("""{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"number":{"type":"integer"}},"required":["number"]}""")!;
        return new()
        {
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "_input", ["content"] = "You help." }, new JsonObject { ["role"] = "user", ["content"] = ask }),
            ["tools"] = new JsonArray(DeclaredTool.Function("look_up", "Looks up an entry.", parameters)),
            ["stream"] = number % 2 == 0,
            ["temperature"] = 0.1,
            ["model"] = "other",
        };
    }

    private static string Record(int number, bool called, string at) => new JsonObject
    {
        ["data_index"] = number,
        ["status"] = "success",
        ["finish_reason"] = called ? "tool_calls" : "stop",
        ["tool_calls_valid"] = called ? true : null,
        ["last_run_at"] = at,
    }.ToJsonString();
}
