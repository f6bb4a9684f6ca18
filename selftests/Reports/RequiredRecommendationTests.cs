using Kvv.Conformance.Reports;
using Kvv.Conformance.Reports.Machine;
using Kvv.Conformance.Results;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>A run that requires recommendations shows one that was not followed as what it is there: a reason of the verdict.</summary>
public sealed class RequiredRecommendationTests
{
    private const string Rule = "USAGE-NICE-001";
    private const string Allowed = "USAGE-MAY-001";

    [Test]
    public void TheConsoleListsItAmongTheFailures()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Failures(Result("require")), Is.EquivalentTo(new[] { "TOOL-AUTO-001", Rule }));
            Assert.That(Failures(Result("report")), Is.EqualTo(new[] { "TOOL-AUTO-001" }));
        }
    }

    [Test]
    public void TheSummaryCountsItBesideBindingRules()
    {
        using var strict = Rendered("require");
        using var usual = Rendered("report");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Summary(strict), Does.Contain("- 1 must rule is broken: TOOL-AUTO-001\n").And.Contain($"(Recommendations=require): {Rule}\n"));
            Assert.That(Summary(usual), Does.Not.Contain("Recommendations=require"));
        }
    }

    [Test]
    public void ThePageListsItAmongWhatDecides()
    {
        using var strict = Rendered("require");
        using var usual = Rendered("report");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(strict.Page, Does.Contain("Broken rules that decide (2)").And.Contain("Not followed, and required:").And.Contain("because this run requires recommendations"));
            Assert.That(usual.Page, Does.Contain("Broken rules that decide (1)").And.Contain("Recommendations not followed (they do not decide) (2)").And.Not.Contain("Not followed, and required:"));
        }
    }

    [Test]
    public void ContinuousIntegrationGetsAnErrorInPlaceOfAWarning()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(GitHubAnnotations.Lines(Result("require")), Has.Some.StartsWith($"::error title={Rule} ").And.None.StartsWith($"::warning title={Rule} ").And.Some.StartsWith($"::warning title={Allowed} "));
            Assert.That(GitHubAnnotations.Lines(Result("report")), Has.Some.StartsWith($"::warning title={Rule} ").And.None.StartsWith($"::error title={Rule} "));
        }
    }

    [TestCase("require", "critical")]
    [TestCase("report", "minor")]
    public void AllureCountsItInItsQualityGate(string setting, string severity)
    {
        using var run = Rendered(setting);
        var file = Directory.EnumerateFiles(Path.Combine(run.Path, "allure-results"), "*-result.json").Select(File.ReadAllText).Single(f => f.Contains($"{Rule} The rule", StringComparison.Ordinal));
        Assert.That(file, Does.Match($"\"severity\",\\s*\"value\":\\s*\"{severity}\""));
    }

    // A result of an earlier version says nothing of recommendations: there they decide nothing.
    [Test]
    public void AResultWithoutTheMemberIsRead()
    {
        var json = Result("report").ToJson();
        var without = json.Replace("""
            ,
                "recommendations": "report"
            """.ReplaceLineEndings("\n"), "", StringComparison.Ordinal);
        Assert.That(without, Is.Not.EqualTo(json));
        Assert.That(ResultDocument.Parse(without).Run.Recommendations, Is.EqualTo("report"));
    }

    private static ResultDocument Result(string setting)
    {
        var result = SyntheticResult.Fails();
        return result with
        {
            Run = result.Run with { Recommendations = setting },
            Requirements = [.. result.Requirements, SyntheticResult.Finding(Allowed, "may", "whole", "fail", "no")],
            Reasons = setting == "require" ? [.. result.Reasons, $"{Rule} failed [whole], a recommendation that this run requires"] : result.Reasons,
        };
    }

    private static SyntheticRun Rendered(string setting)
    {
        var run = SyntheticRun.Create(Result(setting));
        ReportWriter.Render(run.Path);
        return run;
    }

    private static string Summary(SyntheticRun run) => File.ReadAllText(Path.Combine(run.Path, "summary.md")).ReplaceLineEndings("\n");

    private static IEnumerable<string> Failures(ResultDocument result) =>
        ClosingSummary.Lines(result, "runs/x").Where(l => l.StartsWith("FAIL ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]);
}
