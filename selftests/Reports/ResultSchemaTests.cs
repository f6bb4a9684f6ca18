using System.Text.Json.Nodes;
using Kvv.Conformance.Results;
using Kvv.Schemas;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>What runs write is what <c>docs/result.schema.json</c> publishes.</summary>
public sealed class ResultSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.Compile(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "result.schema.json")));

    [Test]
    public async Task AHealthyRunWritesAValidResult() => await ValidateAsync(await ReportRuns.HealthyAsync(), "conforms");

    [Test]
    public async Task AFaultyRunWritesAValidResult() => await ValidateAsync(await ReportRuns.FaultyAsync(), "fails");

    [Test]
    public async Task AnUndecidedRunWritesAValidResult()
    {
        await using var run = await ReportRuns.UndecidedAsync();
        await ValidateAsync(run.Session.RunFolder, "undecided");
    }

    [Test]
    public async Task AStoppedRunWritesAValidResult()
    {
        await using var run = await ReportRuns.StoppedAsync();
        await ValidateAsync(run.Session.RunFolder, "undecided");
    }

    [TestCaseSource(nameof(Breaks))]
    public void AResultThatIsNotOneIsRefused(string what, Action<JsonObject> damage)
    {
        var result = JsonNode.Parse(SyntheticResult.Fails().ToJson())!.AsObject();
        Assert.That(Errors(result), Is.Empty, "the undamaged result");
        damage(result);
        Assert.That(Errors(result), Is.Not.Empty, what);
    }

    [Test]
    public void AResultIsReadBackAsItWasWritten()
    {
        var written = SyntheticResult.Fails().ToJson();
        Assert.That(ResultDocument.Parse(written).ToJson(), Is.EqualTo(written));
    }

    [Test]
    public void WhatWasMadeBeyondAStopIsPartOfTheFormat()
    {
        var result = SyntheticResult.Fails();
        var written = (result with { Benchmarks = [result.Benchmarks[0] with { BeyondStop = new(2, 3, 40, 50, 6, 7, 2, new Dictionary<string, int> { ["model-other"] = 1 }) }] }).ToJson();
        var json = JsonNode.Parse(written)!.AsObject();
        Assert.That(Errors(json), Is.Empty);
        Assert.That(ResultDocument.Parse(written).ToJson(), Is.EqualTo(written));
        Assert.That(ResultDocument.Parse(written).Spent().PromptTokens, Is.EqualTo(result.Usage.PromptTokens + 40));
        json["benchmarks"]![0]!["beyondStop"]!.AsObject().Remove("replies");
        Assert.That(Errors(json), Is.Not.Empty);
    }

    [TestCase("""{"format":"kvv-conformance-result/2"}""", "kvv-conformance-result/2")]
    [TestCase("""{"verdict":"conforms"}""", "(none)")]
    [TestCase("""[]""", "(none)")]
    [TestCase("""{"format":"kvv-conformance-result/1"}""", "cannot be read")]
    [TestCase("""{"format":""", "cannot be read")]
    public void AnUnknownResultIsRefusedWithTheReason(string json, string reason) =>
        Assert.That(() => ResultDocument.Parse(json), Throws.InstanceOf<InvalidDataException>().With.Message.Contains(reason));

    private static IEnumerable<TestCaseData> Breaks()
    {
        static TestCaseData Case(string what, Action<JsonObject> damage) => new TestCaseData(what, damage).SetArgDisplayNames(what);
        yield return Case("an unknown member", r => r["extra"] = 1);
        yield return Case("no verdict", r => r.Remove("verdict"));
        yield return Case("an unknown verdict", r => r["verdict"] = "passed");
        yield return Case("conforms with reasons", r => r["verdict"] = "conforms");
        yield return Case("a negative count", r => r["counts"]!["fail"] = -1);
        yield return Case("an unknown status", r => r["requirements"]![0]!["status"] = "error");
        yield return Case("evidence outside of the run folder", r => r["requirements"]![0]!["evidence"] = new JsonArray("/etc/passwd"));
        yield return Case("a seed as a number", r => r["run"]!["seed"] = 5);
        yield return Case("a fault link that is no https address", r => r["faults"]![0]!["links"] = new JsonArray(new JsonObject { ["name"] = "x", ["url"] = "javascript:alert(1)" }));
    }

    private static async Task ValidateAsync(string folder, string verdict)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(folder, "result.json"));
        var result = JsonNode.Parse(json)!.AsObject();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Errors(result), Is.Empty);
            Assert.That((string?)result["verdict"], Is.EqualTo(verdict));
        }
    }

    private static IEnumerable<string> Errors(JsonObject result) =>
        Schema.Validate(System.Text.Json.JsonSerializer.SerializeToElement(result)).Errors.Select(e => $"{e.InstancePath}: {e.Message}");
}
