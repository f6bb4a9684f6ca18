using System.Text.Json.Nodes;
using Kvv.Conformance.Reports;
using Kvv.Conformance.Reports.Machine;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>What continuous integration and other tools get.</summary>
public sealed class MachineOutputTests
{
    [Test]
    public void TheSummaryIsAppendedToTheStepSummaryAndFailuresAreAnnotations()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        ReportWriter.Render(run.Path);
        var summary = Path.Combine(run.Path, "step.md");
        File.WriteAllText(summary, "earlier step\n");
        var output = new RecordedOutput();
        CiOutputs.Publish(run.Path, new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = summary, ["GITHUB_ACTIONS"] = "true" }, output);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(summary), Does.StartWith("earlier step\n# FAILS"));
            Assert.That(output.Lines[0], Does.StartWith("::error title=Verdict%3A fails::some-model"));
            Assert.That(output.Lines[0], Does.Contain("Likely cause: tc-finish-stop"));
            Assert.That(output.Lines.Single(l => l.Contains("TOOL-AUTO-001 [stream]", StringComparison.Ordinal) && !l.Contains("Verdict", StringComparison.Ordinal)), Does.EndWith("Likely cause: tc-finish-stop. What to do: Upgrade the server."));
            Assert.That(output.Lines, Has.Some.StartsWith("::error title=TOOL-AUTO-001 [stream]::").And.Some.StartsWith("::error title=Benchmark sums::").And.Some.StartsWith("::warning title=USAGE-NICE-001 [whole]::"));
        }
    }

    [Test]
    public void WithoutTheVariablesNothingIsSaid()
    {
        using var run = SyntheticRun.Create(SyntheticResult.Fails());
        var output = new RecordedOutput();
        CiOutputs.Publish(run.Path, new Dictionary<string, string>(), output);
        Assert.That(output.Lines, Is.Empty);
    }

    [Test]
    public void AHostileAnswerCannotStartACommandOfItsOwn()
    {
        var result = SyntheticResult.Fails();
        result = result with { Requirements = [result.Requirements[0] with { Actual = "x\n::set-output name=a::b\r\n%0A::error::c", Mode = "a,b:c::d" }] };
        var lines = GitHubAnnotations.Lines(result).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.None.Contains("\n").And.None.Contains("\r"));
            Assert.That(lines, Has.Some.Contains("%0A::set-output").And.Some.Contains("%250A::error"));
            Assert.That(lines, Has.Some.StartsWith("::error title=TOOL-AUTO-001 [a%2Cb%3Ac%3A%3Ad]::"));
        }
    }

    [Test]
    public void ManyFailuresMakeAtMostTenErrorAnnotations()
    {
        var result = SyntheticResult.Fails() with { Requirements = [.. Enumerable.Range(0, 40).Select(i => SyntheticResult.Finding($"X-{i:000}", "must", "whole", "fail", "no"))] };
        var errors = GitHubAnnotations.Lines(result).Where(l => l.StartsWith("::error", StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Has.Count.EqualTo(10));
            Assert.That(errors[^1], Does.Contain("33 more"));
        }
    }

    [Test]
    public void InferenceXGetsScoresWithTheSamplesBehindThem()
    {
        var export = JsonNode.Parse(InferenceXExport.Render(SyntheticResult.Fails()))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)export["result_format"], Is.EqualTo("inferencex-eval-v1"));
            Assert.That((double?)export["results"]!["kvv_sums"]!["exact_match,strict-match"], Is.EqualTo(0.5));
            Assert.That((double?)export["results"]!["kvv_sums"]!["exact_match_stderr,strict-match"], Is.EqualTo(Math.Sqrt(0.25 / 3)).Within(1e-12));
            Assert.That((int?)export["n-samples"]!["kvv_sums"]!["effective"], Is.EqualTo(3), "the trial without an answer is no sample");
            // Of the must rules of pre-verification: one pass, one fail; the others were not judged.
            Assert.That((double?)export["results"]!["kvv_pre_verification"]!["exact_match,strict-match"], Is.EqualTo(0.5));
            Assert.That((int?)export["n-samples"]!["kvv_pre_verification"]!["effective"], Is.EqualTo(2));
            Assert.That(export["integration_error"], Is.Not.Null, "a bug of the suite is an integration error");
            Assert.That(InferenceXExport.FileName(SyntheticResult.Fails()), Is.EqualTo("results_kvv_conformance_2026-08-01T12-05-00.json"));
        }
    }

    [Test]
    public void WhatWasNotMeasuredHasNoEffectiveSample()
    {
        var result = SyntheticResult.Fails();
        var benchmark = result.Benchmarks[0];
        result = result with { Counts = result.Counts with { HarnessError = 0 }, Benchmarks = [benchmark with { Metrics = [benchmark.Metrics[0] with { Value = null }], Scored = 0, Infrastructure = 4 }] };
        var export = JsonNode.Parse(InferenceXExport.Render(result))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int?)export["n-samples"]!["kvv_sums"]!["effective"], Is.Zero);
            Assert.That(export["integration_error"], Is.Null);
        }
    }
}
