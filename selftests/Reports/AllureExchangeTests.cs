using System.Text.Json.Nodes;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Reports.Allure;
using Kvv.Conformance.Results;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Requests and answers of what is in order: kept small in the run folder, shown as steps in Allure.</summary>
public sealed class AllureExchangeTests
{
    [Test]
    public async Task EveryJudgedRequirementHasRequestAnswerAndJudgement()
    {
        foreach (var folder in new[] { await ReportRuns.HealthyAsync(), await ReportRuns.FaultyAsync() })
        {
            var judged = Results(folder).Where(r => Label(r, "layer") == "requirement" && (string?)r["status"] != "skipped").ToList();
            var lacking = judged.Where(r => !new[] { "request", "answer", "judgement" }.All(kind => Steps(r).Any(s => ((string)s["name"]!).StartsWith(kind, StringComparison.Ordinal)))).Select(r => (string)r["name"]!);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(judged, Has.Count.GreaterThan(300));
                Assert.That(lacking, Is.Empty, folder);
            }
        }
    }

    [Test]
    public async Task WhatAPassingRequirementSentAndGotIsAttached()
    {
        var folder = await ReportRuns.HealthyAsync();
        var result = Results(folder).First(r => Label(r, "subSuite") == "TOOL-AUTO-001" && ((string)r["name"]!).Contains("[stream, thinking on]", StringComparison.Ordinal));
        string Attached(string step, string name) => File.ReadAllText(Path.Combine(folder, AllureReport.Folder, (string)Steps(result).First(s => ((string)s["name"]!).StartsWith(step, StringComparison.Ordinal))["attachments"]!.AsArray().First(a => ((string)a!["name"]!).Contains(name, StringComparison.Ordinal))!["source"]!));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)result["status"], Is.EqualTo("passed"));
            Assert.That(JsonNode.Parse(Attached("request", "request.json"))!["messages"]!.AsArray(), Is.Not.Empty);
            Assert.That(Attached("answer", "response.sse.txt"), Does.StartWith("data: {").And.Contain("data: [DONE]"));
            Assert.That(Attached("answer", "transcript"), Does.Contain("finish_reason \"tool_calls\"").And.Contain("[DONE]"));
            Assert.That((long)result["start"]!, Is.LessThanOrEqualTo((long)result["stop"]!));
        }
    }

    [Test]
    public async Task ARunOfHundredsOfRequirementsKeepsAFolderThatCanBeHandedOn()
    {
        var folder = await ReportRuns.HealthyAsync();
        var results = new DirectoryInfo(Path.Combine(folder, AllureReport.Folder)).GetFiles();
        var evidence = new DirectoryInfo(Path.Combine(folder, "evidence")).GetFiles("*", SearchOption.AllDirectories);
        TestContext.Out.WriteLine($"allure-results: {results.Length} files, {results.Sum(f => f.Length):N0} bytes; evidence: {evidence.Length} files, {evidence.Sum(f => f.Length):N0} bytes");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results, Has.Length.LessThan(3_500));
            Assert.That(results.Sum(f => f.Length), Is.LessThan(20_000_000));
            Assert.That(evidence, Has.Length.LessThan(900), "one file for each requirement that holds");
            Assert.That(evidence.Sum(f => f.Length), Is.LessThan(12_000_000));
        }
    }

    [Test]
    public void ALongTextIsCutInItsMiddleAndSaysSo()
    {
        var text = new string('a', 60_000) + "\U0001F600" + new string('b', 60_000);
        var kept = KeptExchange.Read(KeptExchange.Write([Kept("{}", text)]))![0];
        Assert.That(kept.Answer, Is.EqualTo(text), "a record is written as it is");
        var cut = KeptExchange.Shorten(text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(cut, Has.Length.LessThan(64_200));
            Assert.That(cut, Does.StartWith("aaa").And.EndWith("bbb").And.Contain("56002 characters left out here"));
            Assert.That(KeptExchange.Shorten("short"), Is.EqualTo("short"));
            // No half of a pair on either side, wherever the borders fall.
            Assert.That(Enumerable.Range(0, 2).Select(i => KeptExchange.Shorten(new string('x', i) + string.Concat(Enumerable.Repeat("\U0001F600", 40_000)))), Has.All.Matches<string>(t => t!.EnumerateRunes().All(r => r != System.Text.Rune.ReplacementChar)));
        }
    }

    [TestCase("")]
    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("[{}]")]
    public void AFileThatHoldsNoExchangesIsShownAsItIs(string text)
    {
        Assert.That(KeptExchange.Read(text), Is.Null);
        var result = SyntheticResult.Fails();
        using var run = SyntheticRun.Create(result with { Requirements = [result.Requirements[1] with { Evidence = ["evidence/x/exchanges.json"] }] }).With("evidence/x/exchanges.json", text);
        ReportWriter.Render(run.Path);
        Assert.That(Steps(Results(run.Path).First(r => Label(r, "layer") == "requirement")).Select(s => (string)s["name"]!), Does.Contain("exchanges.json"));
    }

    [Test]
    public void ARequirementThatVariesTheEffortShowsItAndStaysTheSameTest()
    {
        var finding = SyntheticResult.Fails().Requirements[1] with { Evidence = ["evidence/x/exchanges.json"] };
        using var run = SyntheticRun.Create(SyntheticResult.Fails() with { Requirements = [finding] }).With(
            "evidence/x/exchanges.json",
            KeptExchange.Write([Kept("""{"reasoning_effort":"low"}""", "{}"), Kept("""{"thinking":{"type":"enabled","effort":"max"}}""", "{}"), Kept("""{"chat_template_kwargs":{"thinking_effort":"low"}}""", "{}"), Kept("{\"effort\":", "{}"), Kept("""{"reasoning_effort":3}""", "{}")]));
        using var plain = SyntheticRun.Create(SyntheticResult.Fails() with { Requirements = [finding with { Evidence = [] }] });
        ReportWriter.Render(run.Path);
        ReportWriter.Render(plain.Path);
        JsonObject One(string folder) => Results(folder).First(r => Label(r, "layer") == "requirement");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)One(run.Path)["parameters"]!.AsArray().Single(p => (string?)p!["name"] == "effort")!["value"], Is.EqualTo("low, max, 3"));
            Assert.That(One(plain.Path)["parameters"]!.AsArray().Any(p => (string?)p!["name"] == "effort"), Is.False);
            Assert.That((string?)One(run.Path)["historyId"], Is.EqualTo((string?)One(plain.Path)["historyId"]));
        }
    }

    [Test]
    public void ATranscriptShowsEachEventWithWhatItAdds()
    {
        const string stream = """
            data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

            data: {"choices":[{"index":1,"delta":{"reasoning_content":"Hm\u202E"}}]}
            : keep-alive
            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":3}}
            data: {"error":{"message":"overloaded"}}
            data: {"choices":[{"delta"
            data: "\ud800"
            data: {"choices":[{"delta":{"\ud800":1}}]}
            data: [DONE]
            """;
        Assert.That(StreamTranscript.Of(stream), Is.EqualTo("""
               1  role "assistant", content ""
               2  choice 1, reasoning_content "Hm\u202E"
               3  : keep-alive
               4  finish_reason "stop", usage {"prompt_tokens":3}
               5  error {"message":"overloaded"}
               6  not JSON: {"choices":[{"delta"
               7  "\ud800"
               8  not JSON: {"choices":[{"delta":{"\ud800":1}}]}
               9  [DONE]

            """.ReplaceLineEndings("\n")));
    }

    private static KeptExchange Kept(string request, string answer) => new() { Request = request, Answer = answer, Status = 200, MediaType = "application/json", StartedAt = new(2026, 8, 1, 12, 1, 0, TimeSpan.Zero), DurationMs = 12 };

    private static IEnumerable<JsonObject> Results(string run) =>
        Directory.EnumerateFiles(Path.Combine(run, AllureReport.Folder), "*-result.json").Order(StringComparer.Ordinal).Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject());

    private static IEnumerable<JsonNode> Steps(JsonObject result) => result["steps"]!.AsArray().Select(s => s!);

    private static string? Label(JsonObject result, string name) => (string?)result["labels"]!.AsArray().FirstOrDefault(l => (string?)l!["name"] == name)?["value"];
}
