using System.Text.Json.Nodes;
using Kvv.SelfTests.CommandLine;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Reports as a user gets them: from the command line and in continuous integration.</summary>
public sealed class ReportCommandTests
{
    [Test]
    public async Task KvvReportRendersAFolderAnew()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        using var kvv = ProductProcess.Kvv("report", run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await kvv.ExitAsync(), Is.Zero, kvv.Output);
            Assert.That(run.Page, Does.Contain("v-fails"));
            Assert.That(File.Exists(Path.Combine(run.Path, "summary.md")));
            Assert.That(File.Exists(Path.Combine(run.Path, "allurerc.mjs")));
        }
    }

    [Test]
    public async Task KvvReportOnAnotherFormatSaysWhichVersionToUse()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails() with { Format = "kvv-conformance-result/9" });
        using var kvv = ProductProcess.Kvv("report", run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await kvv.ExitAsync(), Is.EqualTo(1));
            Assert.That(kvv.Output, Does.Contain("kvv-conformance-result/9").And.Not.Contain("   at "));
        }
    }

    // The browser's stand-in says through a pipe what it was asked to open: the command does not wait for it.
    [Test]
    [Platform("Linux")]
    public async Task KvvReportOpenHandsThePageToTheBrowser()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        using var shell = new Terminal(run.Path);
        var programs = Directory.CreateDirectory(Path.Combine(run.Path, "programs")).FullName;
        var pipe = Path.Combine(programs, "pipe");
        await shell.RunAsync("mkfifo", [pipe]);
        run.With("programs/xdg-open", $"#!/bin/sh\necho \"$1\" > {pipe}\n");
        await shell.RunAsync("chmod", ["+x", Path.Combine(programs, "xdg-open")]);
        var opened = Task.Run(() => File.ReadAllText(pipe));
        var (exit, output) = await shell.RunAsync("dotnet", [ProductProcess.KvvPath, "report", run.Path, "--open"], ("PATH", $"{programs}:{Environment.GetEnvironmentVariable("PATH")}"));
        Assert.That(exit, Is.Zero, output);
        Assert.That((await opened.WaitAsync(TimeSpan.FromMinutes(1))).Trim(), Is.EqualTo(Path.Combine(run.Path, "report.html")));
    }

    [Test]
    [Platform("Linux")]
    public async Task WithoutABrowserKvvReportOpenSaysWhereThePageIs()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        using var shell = new Terminal(run.Path);
        var (exit, output) = await shell.RunAsync("dotnet", [ProductProcess.KvvPath, "report", run.Path, "--open"], ("PATH", run.Path));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exit, Is.EqualTo(1));
            Assert.That(output, Does.Contain("report.html here").And.Contain("Open it in a browser."));
        }
    }

    [Test]
    public async Task KvvReportLooksWhereTheSuiteWasToldToWrite()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        var moved = Path.Combine(run.Path, "elsewhere", "some-run");
        run.With("elsewhere/some-run/result.json", SyntheticResult.Fails().ToJson());
        using var shell = new Terminal(run.Path);
        var found = await shell.RunAsync("dotnet", [ProductProcess.KvvPath, "report", "some-run"], ("KVV_RUN_DIRECTORY", "elsewhere"));
        var missed = await shell.RunAsync("dotnet", [ProductProcess.KvvPath, "report", "some-run"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Exit, Is.Zero, found.Output);
            Assert.That(File.Exists(Path.Combine(moved, "report.html")));
            Assert.That(missed.Exit, Is.EqualTo(1));
            Assert.That(missed.Output, Does.Contain("There is no run \"some-run\""));
        }
    }

    [Test]
    public async Task KvvExportWritesTheFileThatTheCollectorLooksFor()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        using var kvv = ProductProcess.Kvv("export", "inferencex", run.Path);
        Assert.That(await kvv.ExitAsync(), Is.Zero, kvv.Output);
        var export = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(run.Path, "results_kvv_conformance_2026-08-01T12-05-00.json")))!;
        Assert.That((string?)export["result_format"], Is.EqualTo("inferencex-eval-v1"));
    }

    [Test]
    public async Task InGitHubActionsARunLeavesSummaryAndAnnotationsAndShowsIgnoredTestsInAllure()
    {
        var summary = Path.GetTempFileName();
        try
        {
            using var test = ProductProcess.Test([], ("KVV_REFERENCE_FAULTS", ReportRuns.Fault), ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary));
            await test.ExitAsync();
            var run = test.NewestRun();
            var results = Directory.GetFiles(Path.Combine(run, "allure-results"), "*-result.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!).ToList();
            var counts = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(run, "result.json")))!["counts"]!.AsObject();
            var others = results.Where(r => r["labels"]!.AsArray().Any(l => (string?)l!["name"] == "layer" && (string?)l["value"] == "test")).ToList();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(test.Output, Does.Contain("::error title=Verdict%3A fails::"));
                Assert.That(await File.ReadAllTextAsync(summary), Does.StartWith("# FAILS"));
                Assert.That(others.Select(o => (string?)o["status"]), Is.Not.Empty.And.All.EqualTo("skipped"), "the benchmarks behind the closed gate");
                Assert.That(results, Has.Count.EqualTo(counts.Sum(c => (int)c.Value!) + others.Count));
            }
        }
        finally
        {
            File.Delete(summary);
        }
    }

    [Test]
    public async Task NoFileOfARunHoldsASecretWhoeverWroteIt()
    {
        // A word of the questions as the secret: it then passes through prompts, replies, notes and every report.
        const string key = "crates";
        using var test = ProductProcess.Test(["--filter", "TestCategory=Reasoning"], ("KVV_EXTRA_HEADERS", $"{{\"x-api-key\":\"{key}\"}}"), ("KVV_REFERENCE_FAULTS", ""));
        await test.ExitAsync();
        var run = test.NewestRun();
        var files = Directory.GetFiles(run, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "run.lock").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(files.Select(Path.GetFileName), Has.Some.EqualTo("report.html").And.Some.EqualTo("basics.jsonl"));
            Assert.That(files.Where(f => File.ReadAllText(f).Contains(key, StringComparison.Ordinal)), Is.Empty);
            Assert.That(File.ReadAllText(Path.Combine(run, "samples", "basics.jsonl")), Does.Contain("[redacted]"));
        }
    }
}
