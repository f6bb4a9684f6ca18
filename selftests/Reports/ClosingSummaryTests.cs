using Kvv.Conformance.Reports;
using Kvv.Conformance.Results;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>What someone reads first when a run failed: few lines, the cause before the alphabet.</summary>
public sealed class ClosingSummaryTests
{
    private static readonly string[] Alphabetical = [.. Enumerable.Range(0, 20).Select(i => $"AAA-RULE-{i:000}")];

    [Test]
    public void TheRulesOfTheLikeliestFaultComeFirstAndEveryFaultShowsItself()
    {
        var lines = ClosingSummary.Lines(ManyFailures(), "runs/x").ToList();
        var failed = lines.Where(l => l.StartsWith("FAIL ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1]).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(failed, Has.Count.EqualTo(12));
            Assert.That(failed[..3], Is.EqualTo(["ZZZ-TOP-002", "ZZZ-TOP-001", "ZZZ-TOP-003"]), "as the diagnosis weighs them");
            Assert.That(failed[3], Is.EqualTo("MMM-OTHER-001"), "the second fault");
            Assert.That(failed.Count(f => f.StartsWith("AAA", StringComparison.Ordinal)), Is.EqualTo(8), "what no fault explains takes the room that is left");
            Assert.That(lines, Has.Some.Contains("… and 12 more broken rules"));
            Assert.That(lines.Single(l => l.StartsWith("Verdict", StringComparison.Ordinal)), Does.Contain("fails: ZZZ-TOP-002 failed [whole] (and 23 more)"));
        }
    }

    /// <summary>Whoever reads a fault's id finds its page, in the console and in an Allure result.</summary>
    [Test]
    public void EveryNamedFaultSaysWhereItsPageIs()
    {
        var result = SyntheticResult.Fails();
        var more = $"docs/faults.md#{result.Faults[0].Id}";
        using var run = SyntheticRun.Create(result);
        ReportWriter.Render(run.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ClosingSummary.Lines(result, "runs/x"), Has.Exactly(1).EqualTo($"     more: {more}, or kvv faults show {result.Faults[0].Id}"));
            Assert.That(Directory.EnumerateFiles(Path.Combine(run.Path, "allure-results"), "*-result.json").Select(File.ReadAllText), Has.Some.Contains(more));
        }
    }

    [Test]
    public void ARuleOfEveryReplyShowsItsFaultBeforeTheOthers()
    {
        var result = ManyFailures();
        result = result with { Requirements = [.. result.Requirements.Select(r => r.Id == "ZZZ-TOP-003" ? r with { Mode = "every reply" } : r)] };
        Assert.That(ClosingSummary.Lines(result, "runs/x").First(), Does.StartWith("FAIL ZZZ-TOP-003 [every reply]"));
    }

    [Test]
    public void AnotherNameForTheSameFailuresIsNoFurtherCause()
    {
        var result = ManyFailures();
        result = result with { Faults = [.. result.Faults, result.Faults[0] with { Id = "tt-no-generation-prompt", Requirements = ["ZZZ-TOP-001"] }] };
        using var run = SyntheticRun.Create(result);
        ReportWriter.Render(run.Path);
        Assert.That(run.Page.Split("<b>Likely cause:</b>"), Has.Length.EqualTo(3));
        Assert.That(run.Page, Does.Match("<b>Or else:</b> .*tt-no-generation-prompt"));
    }

    [Test]
    public void WhatWasExpectedIsNotSaidTwice()
    {
        var result = SyntheticResult.Fails();
        result = result with { Requirements = [.. result.Requirements.Select(r => r with { Expected = r.Id == "TOOL-AUTO-001" ? r.Title : r.Expected })] };
        Assert.That(ClosingSummary.Lines(result, "runs/x"), Has.None.Contains("expected:"));
        Assert.That(ClosingSummary.Lines(SyntheticResult.Fails(), "runs/x"), Has.Some.EqualTo("     expected: finish_reason tool_calls"));
    }

    [Test]
    public void TheSummaryPageNamesTheCauseBeforeTheRulesAndEachRuleOnce()
    {
        var page = SummaryPage.Render(ManyFailures());
        var rules = page.Split('\n').Where(l => l.StartsWith("### ", StringComparison.Ordinal)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.IndexOf("## Suspected faults", StringComparison.Ordinal), Is.InRange(0, page.IndexOf("## What did not pass", StringComparison.Ordinal)));
            Assert.That(rules, Has.Count.EqualTo(24));
            Assert.That(rules[0], Is.EqualTo("### ZZZ-TOP-002 [whole] [stream]: fail (must)"));
            Assert.That(page, Does.Contain("- 24 must rules are broken: ZZZ-TOP-002, ").And.Contain("- likely cause: `tc-finish-stop`"));
        }
    }

    [Test]
    public void FaultsThatOnlyShareASymptomAreOneLineAndAnExchangeIsOne()
    {
        var result = SyntheticResult.Fails();
        var page = SummaryPage.Render(result with
        {
            Faults = [result.Faults[0], .. Enumerable.Range(0, 6).Select(i => result.Faults[0] with { Id = $"xx-{i}", Standing = "possible", Reason = "It passed." })],
            Requirements = [result.Requirements[0] with { Evidence = ["evidence/a/01-request.json", "evidence/a/01-response.json", "evidence/a/02-request.json", "evidence/a/trace.txt"] }],
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page.Split("- less likely: "), Has.Length.EqualTo(4));
            Assert.That(page, Does.Contain("- less likely still, each with its reason in report.html: xx-3, xx-4, xx-5"));
            Assert.That(page, Does.Contain("- evidence: [evidence/a/01-request.json](evidence/a/01-request.json), [01-response.json](evidence/a/01-response.json)\n- evidence: [evidence/a/02-request.json](evidence/a/02-request.json)\n- evidence: [evidence/a/trace.txt]"));
        }
    }

    [Test]
    public void CodeInACataloguesSentenceIsCodeAndNothingElseIsMarkup()
    {
        var result = SyntheticResult.Fails();
        string Page(string hint) => SummaryPage.Render(result with { Faults = [result.Faults[0] with { Hint = hint }] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Page("Set `a_b|c` to <b>."), Does.Contain("What to do: Set `a_b|c` to \\<b\\>."));
            Assert.That(Page("An odd ` and <b>"), Does.Contain("An odd \\` and \\<b\\>"));
            Assert.That(Page("`a\n# b`"), Does.Contain("`a⏎# b`"));
        }
    }

    [Test]
    public void FiguresThatHoldAreCountedAndChecksAreFolded()
    {
        var result = SyntheticResult.Fails();
        var benchmark = result.Benchmarks[0];
        MetricInfo Holds(string name) => new(name, 1, 0.9, 1, 0.95, null, null, 0.8, "pass", "it holds");
        var page = SummaryPage.Render(result with { Benchmarks = [benchmark with { Metrics = [Holds("first"), Holds("second"), benchmark.Metrics[0], Holds("third")] }] });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(page, Does.Contain("| sums | 4 | first |").And.Contain("it holds; 2 further figures hold |").And.Contain("| sums | 4 | accuracy |").And.Not.Contain("second"));
            Assert.That(page, Does.Contain("<details><summary>All 8 checks of requirements</summary>").And.Match(@"</details>\s*$"));
        }
    }

    [Test]
    public void TheHeadOfTheReportNamesTheCausesAndFoldsTheRules()
    {
        using var run = SyntheticRun.Create(ManyFailures());
        ReportWriter.Render(run.Path);
        var head = run.Page[run.Page.IndexOf("<header", StringComparison.Ordinal)..run.Page.IndexOf("</header>", StringComparison.Ordinal)];
        var failures = run.Page[run.Page.IndexOf("id=\"failed\"", StringComparison.Ordinal)..];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(head, Does.Contain("<b>Likely cause:</b> Calls are present").And.Contain("(3 broken rules)").And.Contain("<summary>24 must rules are broken</summary>"));
            Assert.That(head.IndexOf("Likely cause", StringComparison.Ordinal), Is.LessThan(head.IndexOf("must rules", StringComparison.Ordinal)));
            Assert.That(failures.IndexOf("id=\"f-ZZZ-TOP-002-fail\" open>", StringComparison.Ordinal), Is.InRange(0, failures.IndexOf("id=\"f-AAA-RULE-000-fail\"", StringComparison.Ordinal)));
        }
    }

    // Twenty-four broken rules: three of the likeliest fault, one of another, twenty that nothing explains.
    private static ResultDocument ManyFailures()
    {
        var result = SyntheticResult.Fails();
        string[] ids = [.. Alphabetical, "MMM-OTHER-001", "ZZZ-TOP-001", "ZZZ-TOP-002", "ZZZ-TOP-003"];
        return result with
        {
            Reasons = [.. ids.Select(id => $"{id} failed [whole]")],
            Requirements = [.. ids.SelectMany(id => new[] { "whole", "stream" }, (id, mode) => SyntheticResult.Finding(id, "must", mode, "fail", "no"))],
            Faults =
            [
                result.Faults[0] with { Requirements = ["ZZZ-TOP-002", "ZZZ-TOP-001", "ZZZ-TOP-003"] },
                result.Faults[0] with { Id = "sw-done-missing", Requirements = ["MMM-OTHER-001"] },
            ],
            Benchmarks = [],
            Unexplained = [],
        };
    }
}
