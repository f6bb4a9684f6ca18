using System.Text.Json.Nodes;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Reports.Allure;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>What the Allure files say, before any generator reads them.</summary>
public sealed class AllureTests
{
    [Test]
    public void EveryFindingAndBenchmarkIsOneResultWithItsStatus()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        ReportWriter.Render(run.Path);
        var statuses = Results(run.Path).ToDictionary(r => (string)r["name"]!, r => (string)r["status"]!);
        Assert.That(statuses, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["TOOL-AUTO-001 The rule of TOOL-AUTO-001. [stream]"] = "failed",
            ["TOOL-AUTO-001 The rule of TOOL-AUTO-001. [whole]"] = "passed",
            ["USAGE-NICE-001 The rule of USAGE-NICE-001. [whole]"] = "failed",
            ["LIMIT-CAP-001 The rule of LIMIT-CAP-001. [whole]"] = "broken",
            ["ERR-AUTH-001 The rule of ERR-AUTH-001. [whole]"] = "skipped",
            ["ERR-ROLE-001 The rule of ERR-ROLE-001. [whole]"] = "broken",
            ["ERR-TYPE-001 The rule of ERR-TYPE-001. [whole]"] = "broken",
            ["CHAT-ECHO-001 The rule of CHAT-ECHO-001. [whole]"] = "skipped",
            ["benchmark sums"] = "failed",
        }));
    }

    [Test]
    public void SeverityComesFromTheLevel()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        ReportWriter.Render(run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Label(Result(run.Path, "TOOL-AUTO-001 The rule of TOOL-AUTO-001. [stream]"), "severity"), Is.EqualTo("critical"));
            Assert.That(Label(Result(run.Path, "USAGE-NICE-001 The rule of USAGE-NICE-001. [whole]"), "severity"), Is.EqualTo("minor"));
        }
    }

    [Test]
    public void IdentityIsTheSameInTheNextRunAndDiffersByMode()
    {
        var result = SyntheticResult.Fails();
        using var first = SyntheticRun.Create(result);
        using var second = SyntheticRun.Create(result with { Run = result.Run with { Id = "another", Seed = "8" }, Endpoint = result.Endpoint with { Model = "m2", Dialect = "none" } });
        ReportWriter.Render(first.Path);
        ReportWriter.Render(second.Path);
        var ids = Identities(first.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Identities(second.Path), Is.EqualTo(ids));
            Assert.That(ids.Select(i => i.History), Is.Unique);
            Assert.That(ids.Where(i => i.Name.StartsWith("TOOL-AUTO-001", StringComparison.Ordinal)).Select(i => i.TestCase).Distinct().Count(), Is.EqualTo(1), "one case in two modes");
            Assert.That(Results(second.Path).Select(r => (string)r["uuid"]!), Is.Not.EquivalentTo(Results(first.Path).Select(r => (string)r["uuid"]!)), "files of two runs may lie in one folder");
        }
    }

    [Test]
    public async Task AFailureCarriesRequestAnswerAndJudgement()
    {
        var run = await ReportRuns.FaultyAsync();
        var failed = Results(run).First(r => ((string)r["name"]!).StartsWith("TOOL-AUTO-001", StringComparison.Ordinal) && ((string)r["name"]!).Contains("[stream, thinking on]", StringComparison.Ordinal));
        var steps = failed["steps"]!.AsArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)failed["status"], Is.EqualTo("failed"));
            Assert.That(steps.Select(s => (string)s!["name"]!), Has.Some.StartsWith("request").And.Some.StartsWith("answer").And.Some.EqualTo("judgement"));
            Assert.That(failed["links"]!.AsArray().Select(l => (string)l!["type"]!), Has.Some.EqualTo("issue"));
            Assert.That((string?)failed["statusDetails"]!["message"], Does.StartWith("Contract failure: ").And.Contain(ReportRuns.Fault));
        }
    }

    [Test]
    public async Task EveryAttachmentIsAFileOfItsOwnAndNoListIsNull()
    {
        var run = await ReportRuns.FaultyAsync();
        var folder = Path.Combine(run, AllureReport.Folder);
        var sources = new List<string>();
        foreach (var result in Results(run))
        {
            foreach (var list in new[] { "labels", "parameters", "links", "steps", "attachments", "titlePath" })
                Assert.That(result[list], Is.InstanceOf<JsonArray>(), list);
            sources.AddRange(result["steps"]!.AsArray().Append(result).SelectMany(s => s!["attachments"]!.AsArray()).Select(a => (string)a!["source"]!));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(sources, Is.Not.Empty.And.Unique);
            Assert.That(sources.Select(s => Path.Combine(folder, s)), Has.All.Matches<string>(File.Exists));
            Assert.That(Directory.GetFiles(folder, "*-attachment.*").Select(Path.GetFileName), Is.EquivalentTo(sources));
            Assert.That(sources, Has.None.EndsWith(".html"));
        }
    }

    [Test]
    public void IgnoredTestsAndFailedSetUpsAreShownAndJudgedOnesNotTwice()
    {
        TestOutcome Test(string name, string status, string? message = null, string? site = null, string? requirement = null, string? mode = null) =>
            new() { FullName = $"N.F.{name}", Name = name, ClassName = "N.F", Status = status, Message = message, Site = site, Requirement = requirement, Mode = mode };
        using var run = SyntheticRun.Create(
            SyntheticResult.Fails(),
            tests:
            [
                Test("judged", "failed", "TOOL-AUTO-001: …", requirement: "TOOL-AUTO-001", mode: "stream"),
                Test("rule of every reply", "failed", "TOOL-AUTO-001: The rule", requirement: "TOOL-AUTO-001"),
                Test("benchmark", "failed", "sums accuracy 0.500: 1 of 2 right"),
                Test("blocked benchmark", "skipped", "the gate is closed"),
                Test("set-up", "failed", "SetUp : disk full", "SetUp", "NEVER-JUDGED-001", "whole"),
                Test("own failure", "failed", "expected 1 but was 2"),
                Test("fine", "passed"),
            ]);
        ReportWriter.Render(run.Path);
        var tests = Results(run.Path).Where(r => Label(r, "layer") == "test").ToDictionary(r => (string)r["name"]!, r => (string)r["status"]!);
        Assert.That(tests, Is.EquivalentTo(new Dictionary<string, string> { ["blocked benchmark"] = "skipped", ["set-up"] = "broken", ["own failure"] = "failed" }));
    }

    [Test]
    public void TheSamplesTableCannotRunAFormula()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails(), [SyntheticRun.Trial("a", value: 0, content: "=HYPERLINK(\"http://x\")")]);
        ReportWriter.Render(run.Path);
        var table = Directory.GetFiles(Path.Combine(run.Path, AllureReport.Folder), "*.csv").Single();
        Assert.That(File.ReadAllText(table), Does.Contain("\"'=HYPERLINK(\"\"http://x\"\")\""));
    }

    [Test]
    public void TheJobOfABuildIsKeptWhenTheReportIsRenderedElsewhere()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        var variables = new Dictionary<string, string> { ["GITHUB_ACTIONS"] = "true", ["GITHUB_RUN_ID"] = "5", ["GITHUB_REPOSITORY"] = "o/r", ["GITHUB_RUN_NUMBER"] = "17", ["GITHUB_WORKFLOW"] = "conformance" };
        AllureReport.Write(RunFolder.Open(run.Path), CiJob.Of(variables.GetValueOrDefault));
        var executor = Path.Combine(run.Path, AllureReport.Folder, "executor.json");
        var first = File.ReadAllText(executor);
        AllureReport.Write(RunFolder.Open(run.Path), null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Does.Contain("https://github.com/o/r/actions/runs/5").And.Contain("\"buildOrder\": 17"));
            Assert.That(File.ReadAllText(executor), Is.EqualTo(first));
        }
    }

    private static IEnumerable<JsonObject> Results(string run) =>
        Directory.EnumerateFiles(Path.Combine(run, AllureReport.Folder), "*-result.json").Order(StringComparer.Ordinal).Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject());

    private static JsonObject Result(string run, string name) => Results(run).Single(r => (string?)r["name"] == name);

    private static string? Label(JsonObject result, string name) => (string?)result["labels"]!.AsArray().FirstOrDefault(l => (string?)l!["name"] == name)?["value"];

    private static List<(string Name, string TestCase, string History)> Identities(string run) =>
        [.. Results(run).Select(r => ((string)r["name"]!, (string)r["testCaseId"]!, (string)r["historyId"]!)).Order()];
}
