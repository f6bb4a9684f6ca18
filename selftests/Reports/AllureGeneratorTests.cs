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

    private static async Task CompareAsync(string shared, Func<string, string, Task<JsonObject>> generate, int? gate = null)
    {
        // The folder is read only; what the generators make goes elsewhere.
        var output = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            await CompareAsync(shared, output, generate, gate);
        }
        finally
        {
            Directory.Delete(output, recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, string output, Func<string, string, Task<JsonObject>> generate, int? gate)
    {
        var counted = await generate(folder, output);
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
            var (code, said) = await NodeTools.RunAsync(output, "node", await NodeTools.FileAsync("allure/cli.js"), "quality-gate", Path.Combine(folder, AllureReport.Folder), "--config", Path.Combine(folder, AllureReport.Config));
            Assert.That(code, Is.EqualTo(gate), said);
        }
    }

    private static int Number(JsonObject counts, string name) => (int?)counts[name] ?? 0;

    private static async Task<JsonObject> Allure3Async(string folder, string output)
    {
        var (code, said) = await NodeTools.RunAsync(output, "node", await NodeTools.FileAsync("allure/cli.js"), "generate", Path.Combine(folder, AllureReport.Folder), "--config", Path.Combine(folder, AllureReport.Config), "--output", "allure-report");
        Assert.That(code, Is.Zero, said);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "allure-report", "summary.json")))!["stats"]!.AsObject();
    }

    private static async Task<JsonObject> Allure2Async(string folder, string output)
    {
        var (code, said) = await NodeTools.RunAsync(output, "node", await NodeTools.FileAsync("allure-commandline/bin/allure"), "generate", Path.Combine(folder, AllureReport.Folder), "--output", "allure-report", "--clean");
        if (code != 0 && said.Contains("JAVA_HOME", StringComparison.Ordinal))
            Assert.Ignore($"Allure 2 needs Java, which is not here: {said}");
        Assert.That(code, Is.Zero, said);
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(output, "allure-report", "widgets", "summary.json")))!["statistic"]!.AsObject();
    }
}
