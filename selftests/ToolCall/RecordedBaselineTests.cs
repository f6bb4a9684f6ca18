using System.Text.Json;
using Kvv.Conformance.Baselines;
using Kvv.Schemas;
using Kvv.SelfTests.CommandLine;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary><c>kvv baseline record</c> as a user runs it: against a running endpoint, and a run that uses what it wrote.</summary>
[TestFixture]
public sealed class RecordedBaselineTests
{
    private string _folder = null!;

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task ABaselineIsRecordedObeysItsSchemaAndDecidesInALaterRun()
    {
        await using var official = await EmbeddedRun.StartAsync("kimi-k2.6", seed: 11, skill: 0.9);
        using var record = Record(official.BaseUrl, official.ModelId, tries: 2);
        Assert.That(await record.ExitAsync(), Is.Zero, record.Output);
        var path = Directory.EnumerateFiles(_folder, "*.json").Single();
        var schema = JsonSchema.Compile(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "docs", "baseline.schema.json")));
        var baseline = BaselineFile.Read(path);

        // The vendor is the healthy endpoint: it is no worse than the official one.
        await using var vendor = await EmbeddedRun.StartAsync("kimi-k2.6", seed: 12);
        using var run = ProductProcess.Test(
            ["--filter", "FullyQualifiedName~ToolConversation"], ("KVV_BASE_URL", vendor.BaseUrl.ToString()), ("KVV_MODEL", vendor.ModelId), ("KVV_BASELINES", _folder));
        await run.ExitAsync();
        var metrics = run.Result().GetProperty("benchmarks").EnumerateArray().Single().GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("status").GetString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schema.Validate(JsonElement.Parse(await File.ReadAllTextAsync(path))).Errors, Is.Empty);
            Assert.That(baseline.Items, Has.Count.EqualTo(174));
            Assert.That(baseline.Mean, Is.InRange(0.8, 0.98), "what the endpoint showed, not what it should");
            Assert.That(baseline.Items.Select(i => i.Scores.Count), Is.All.EqualTo(2));
            Assert.That(record.Output, Does.Contain("348 of 348 trials").And.Contain($"Recorded {path}"));
            Assert.That(metrics[BaselineJudge.MetricName], Is.EqualTo("pass"), string.Join(", ", metrics));
        }
    }

    [Test]
    public async Task NothingIsWrittenWhenTheEndpointDoesNotAnswer()
    {
        // Port 1 is nobody's.
        using var record = Record(new("http://127.0.0.1:1/v1"), "m");
        var exit = await record.ExitAsync();
        Assert.That((exit, Directory.EnumerateFiles(_folder, "*.json").Any()), Is.EqualTo((1, false)), record.Output);
        Assert.That(record.Output, Does.Not.Contain("   at Kvv."), "a stack trace");
    }

    private ProductProcess Record(Uri url, string model, int tries = 1) =>
        ProductProcess.Kvv("baseline", "record", "tool-calls", "--base-url", url.ToString(), "--model", model, "--profile", "kimi-k2.6", "--tier", "smoke", "--tries", $"{tries}", "--out", _folder);
}
