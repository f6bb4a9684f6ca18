using Kvv.Conformance.Reports.Html;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>Tests of the runner that no finding or benchmark stands for: ignored ones, and those whose set-up failed.</summary>
internal sealed class TestResults(RunFolder run)
{
    /// <summary>The tests that would be missing from the report without this.</summary>
    public IEnumerable<TestOutcome> Unseen()
    {
        // A test of a rule of every reply has no mode of its own.
        return run.Tests.Where(t => t.Requirement is { } id
            ? !run.Result.Requirements.Any(r => r.Id == id && (t.Mode is null || r.Mode == t.Mode))
            : t.Site is not null || t.Status == "skipped" || (t.Status != "passed" && !SpeaksOfABenchmark(t)));
    }

    // What such a test says, the benchmark says: it is shown already.
    private bool SpeaksOfABenchmark(TestOutcome test) =>
        test.Message is { } message && run.Result.Benchmarks.Any(b => message.TrimStart().StartsWith($"{b.Id} ", StringComparison.Ordinal));

    public AllureResult Of(TestOutcome test)
    {
        var testCase = AllureIdentity.Hash(test.FullName);
        var start = test.StartedAt.ToUnixTimeMilliseconds();
        var category = RequirementTable.Words(test.Category ?? "Tests");
        var status = test.Status switch
        {
            "passed" => "passed",
            "skipped" => "skipped",
            // A failure outside of the test itself says nothing about the endpoint.
            "failed" when test.Site is null => "failed",
            _ => "broken",
        };
        var message = test.Message is null ? null : VisibleText.Cut(VisibleText.Of(test.Message), 8000);
        return new()
        {
            Uuid = AllureIdentity.Uuid(run.Result.Run.Id, testCase),
            Name = test.Name,
            FullName = test.FullName,
            TestCaseId = testCase,
            HistoryId = testCase,
            TitlePath = [.. test.ClassName.Split('.')],
            Status = status,
            Start = start,
            Stop = start + (long)Math.Ceiling(test.DurationMs),
            StatusDetails = status == "passed" ? null : new(status == "broken" ? $"{AllureStatus.TestError}{(test.Site is null ? "" : $" ({test.Site})")}: {message}" : message ?? "") { Trace = test.Trace },
            Labels =
            [
                new("parentSuite", category), new("suite", test.ClassName.Split('.')[^1]), new("epic", category), new("feature", test.ClassName.Split('.')[^1]), new("story", test.Name),
                new("severity", "normal"), new("layer", "test"), new("testClass", test.ClassName), new("framework", "Kvv.Conformance"), new("language", "csharp"),
            ],
        };
    }
}
