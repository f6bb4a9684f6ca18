using System.Text.Json.Nodes;
using Kvv.Conformance.Reports.Allure;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>The real generators count what <c>result.json</c> counts.</summary>
public sealed class AllureGeneratorTests
{
    [Test]
    public async Task Allure3CountsAHealthyRunRightly() => await CompareAsync(await ReportRuns.HealthyAsync(), Allure3Async, gate: 0);

    [Test]
    public async Task Allure3CountsAFaultyRunRightlyAndItsGateFails() => await CompareAsync(await ReportRuns.FaultyAsync(), Allure3Async, gate: 1);

    [Test]
    public async Task Allure2CountsAHealthyRunRightly() => await CompareAsync(await ReportRuns.HealthyAsync(), Allure2Async);

    [Test]
    public async Task Allure2CountsAFaultyRunRightly() => await CompareAsync(await ReportRuns.FaultyAsync(), Allure2Async);

    private static async Task CompareAsync(string shared, Func<string, Task<JsonObject>> generate, int? gate = null)
    {
        using var run = ReportRuns.CopyOf(shared);
        var folder = run.Path;
        var counted = await generate(folder);
        var result = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "result.json")))!;
        var counts = result["counts"]!;
        var benchmarks = result["benchmarks"]!.AsArray().Select(b => AllureStatus.Of((string)b!["metrics"]![0]!["status"]!)).ToList();
        int Of(string status, params string[] findings) => findings.Sum(f => (int)counts[f]!) + benchmarks.Count(b => b == status);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Number(counted, "passed"), Is.EqualTo(Of("passed", "pass")), "passed");
            Assert.That(Number(counted, "failed"), Is.EqualTo(Of("failed", "fail")), "failed");
            Assert.That(Number(counted, "broken"), Is.EqualTo(Of("broken", "undecided", "infrastructure", "harnessError")), "broken");
            Assert.That(Number(counted, "skipped"), Is.EqualTo(Of("skipped", "unsupported", "notRun")), "skipped");
        }

        if (gate is not null)
        {
            var (code, output) = await NodeTools.RunAsync(folder, "node", await NodeTools.FileAsync("allure/cli.js"), "quality-gate", AllureReport.Folder, "--config", AllureReport.Config);
            Assert.That(code, Is.EqualTo(gate), output);
        }
    }

    private static int Number(JsonObject counts, string name) => (int?)counts[name] ?? 0;

    private static async Task<JsonObject> Allure3Async(string folder)
    {
        var (code, output) = await NodeTools.RunAsync(folder, "node", await NodeTools.FileAsync("allure/cli.js"), "generate", AllureReport.Folder, "--config", AllureReport.Config, "--output", "allure-report");
        Assert.That(code, Is.Zero, output);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "allure-report", "summary.json")))!["stats"]!.AsObject();
    }

    private static async Task<JsonObject> Allure2Async(string folder)
    {
        var (code, output) = await NodeTools.RunAsync(folder, "node", await NodeTools.FileAsync("allure-commandline/bin/allure"), "generate", AllureReport.Folder, "--output", "allure-report", "--clean");
        if (code != 0 && output.Contains("JAVA_HOME", StringComparison.Ordinal))
            Assert.Ignore($"Allure 2 needs Java, which is not here: {output}");
        Assert.That(code, Is.Zero, output);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "allure-report", "widgets", "summary.json")))!["statistic"]!.AsObject();
    }
}
