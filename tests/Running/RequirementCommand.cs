using Kvv.Conformance.Findings;
using Kvv.Conformance.Settings;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Kvv.Conformance.Tests.Running;

/// <summary>Runs a requirement through the session in place of NUnit's own call of the method.</summary>
internal sealed class RequirementCommand(Test test, string id, string mode) : TestCommand(test)
{
    public override TestResult Execute(TestExecutionContext context)
    {
        var check = RunSetUp.Session.Registry[$"{id} [{mode}]"];
        // NUnit's commands are synchronous; the worker thread waits here while the request is under way.
        FindingResult.Set(context.CurrentResult, RunSetUp.Session.JudgeAsync(check).GetAwaiter().GetResult());
        return context.CurrentResult;
    }
}

/// <summary>A finding as a test result. The verdict, not the count of failed tests, decides the run.</summary>
internal static class FindingResult
{
    private const int MostCauses = 3;

    public static void Set(TestResult result, Finding finding)
    {
        var (state, message) = Of(finding, RunSetUp.Session.Settings.Recommendations);
        result.SetResult(state, message ?? "");
    }

    public static (ResultState State, string? Message) Of(Finding finding, RecommendationRule recommendations) => finding.Status switch
    {
        FindingStatus.Pass => (ResultState.Success, null),
        FindingStatus.Fail when finding.IsDecisiveFailure || (finding.IsRecommendationNotFollowed && recommendations == RecommendationRule.Require) => (ResultState.Failure, Text(finding)),
        FindingStatus.Fail => (ResultState.Warning, Text(finding)),
        FindingStatus.Unsupported or FindingStatus.NotRun => (ResultState.Ignored, finding.Actual),
        FindingStatus.HarnessError => (ResultState.Error, Text(finding)),
        _ => (ResultState.Inconclusive, Text(finding)),
    };

    private static string Text(Finding finding)
    {
        var lines = new List<string> { $"{finding.Requirement.Id}: {finding.Requirement.Title}" };
        if (finding.Expected is not null && finding.Expected != finding.Requirement.Title)
            lines.Add($"  expected:  {finding.Expected}");
        if (finding.Actual is not null)
            lines.Add($"  actual:    {finding.Actual}");
        // What is known to break this rule; which of them it is, the diagnosis says at the end, when it has seen the whole run.
        if (finding.Faults.Count > 0)
            lines.Add($"  may be:    {string.Join(", ", finding.Faults.Take(MostCauses))}{(finding.Faults.Count > MostCauses ? $" or {finding.Faults.Count - MostCauses} others" : "")} (see FAULT? below)");
        if (finding.Evidence.Count > 0)
            lines.Add($"  evidence:  {Path.Combine(RunSetUp.Session.RunFolder, Path.GetDirectoryName(finding.Evidence[0])!)}");
        return string.Join('\n', lines);
    }
}
