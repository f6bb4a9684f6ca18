using Kvv.Conformance.Reports;
using Kvv.Conformance.Results;
using Kvv.Conformance.Session;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace Kvv.Conformance.Tests.Running;

/// <summary>
/// Leaves the runner's own view of its tests in the run folder, so that reports also show what no finding stands for: ignored
/// tests, and tests whose set-up failed. The result tree of the root set-up is complete where test actions are blind.
/// </summary>
internal static class TestTreeRecord
{
    public static void Write(ConformanceSession session)
    {
        var outcomes = Leaves(TestExecutionContext.CurrentContext.CurrentResult).Select(Outcome);
        // A message may quote an answer that echoes the key.
        var redactor = new Redactor([session.Settings.ApiKey, .. session.Settings.ExtraHeaders.Values]);
        File.WriteAllText(Path.Combine(session.RunFolder, TestOutcome.File), redactor.Redact(TestOutcome.ToJsonLines(outcomes)));
    }

    private static IEnumerable<ITestResult> Leaves(ITestResult result)
    {
        if (!result.Test.IsSuite)
            yield return result;
        foreach (var leaf in result.Children.SelectMany(Leaves))
            yield return leaf;
    }

    private static TestOutcome Outcome(ITestResult result) => new()
    {
        FullName = result.Test.FullName,
        Name = result.Test.Name,
        ClassName = result.Test.ClassName ?? "",
        Category = CategoryOf(result.Test),
        Requirement = result.Test.Properties.Get("Requirement") as string,
        Mode = result.Test.Properties.Get("Mode") as string,
        Status = result.ResultState.Status.ToString().ToLowerInvariant(),
        Site = result.ResultState.Site == FailureSite.Test ? null : result.ResultState.Site.ToString(),
        Message = result.Message,
        Trace = result.StackTrace,
        StartedAt = new DateTimeOffset(DateTime.SpecifyKind(result.StartTime, DateTimeKind.Utc)),
        DurationMs = Math.Round(result.Duration * 1000, 3),
    };

    // A category stands on the fixture more often than on the test.
    private static string? CategoryOf(ITest test)
    {
        for (ITest? at = test; at is not null; at = at.Parent)
        {
            if (at.Properties.Get("Category") is string category)
                return category;
        }

        return null;
    }
}
