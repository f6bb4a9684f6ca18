using System.Globalization;
using Kvv.Conformance.Faults;

namespace Kvv.Conformance.Results;

/// <summary>What the console shows at the end of a run: what failed and what to do, then the verdict and where to read on.</summary>
internal static class ClosingSummary
{
    private const int MostFailures = 12;
    private const int MostOfAFault = 3;
    private const int MostFaults = 5;

    public static IEnumerable<string> Lines(ResultDocument result, string folder)
    {
        var failures = BrokenRule.Ordered(result, r => r.Status == "fail" && result.Decides(r));
        foreach (var failure in BrokenRule.Selection(failures, MostFailures, MostOfAFault))
        {
            var first = failure.Modes[0];
            yield return $"FAIL {first.Id} [{string.Join("] [", failure.Modes.Select(f => f.Mode))}] {first.Title}{(first.Level == "must" ? "" : " (a recommendation that this run requires)")}";
            if (first.Expected is not null && first.Expected != first.Title)
                yield return $"     expected: {first.Expected}";
            yield return $"     actual:   {first.Actual}";
        }

        if (failures.Count > MostFailures)
            yield return $"     … and {failures.Count - MostFailures} more broken rules, all in report.html and summary.md";
        foreach (var finding in result.Requirements.Where(r => r.Status is "harnessError").Take(MostFailures))
            yield return $"SUITE ERROR {finding.Id} [{finding.Mode}] {finding.Actual}";
        foreach (var fault in result.Faults.Where(f => f.Standing != "possible").Take(MostFaults))
        {
            yield return $"FAULT? {fault.Id}: {fault.Title}{(fault.Standing == "lookAlike" ? " (looks alike)" : "")}";
            if (fault.Reason is not null)
                yield return $"     why: {fault.Reason}";
            if (fault.Standing != "lookAlike")
                yield return $"     do: {fault.Hint}";
            yield return $"     more: {FaultPage.RelativePath}#{fault.Id}, or kvv faults show {fault.Id}";
        }

        if (result.Unexplained.Count > 0)
            yield return $"UNKNOWN  these findings fit no known fault: {string.Join(", ", result.Unexplained)}";

        yield return "";
        yield return $"Endpoint          {result.Endpoint.BaseUrl}, model {result.Endpoint.Model}, profile {result.Profile}{(result.Endpoint.IsReference ? " — reference endpoint, says nothing about any vendor" : "")}";
        var c = result.Counts;
        yield return string.Create(CultureInfo.InvariantCulture, $"Requirements      {c.Pass} pass, {c.Fail} fail, {c.Undecided} undecided, {c.Unsupported} unsupported, {c.Infrastructure} infrastructure, {c.HarnessError} suite errors, {c.NotRun} not run");
        if (result.Gate is not null)
            yield return $"Gate              {result.Gate}";
        foreach (var line in result.Benchmarks.SelectMany(BenchmarkLines.Of))
            yield return line;
        var spent = result.Spent();
        yield return string.Create(CultureInfo.InvariantCulture, $"Usage             {spent.Requests} requests, {spent.PromptTokens} prompt and {spent.CompletionTokens} completion tokens");
        yield return $"Verdict           {result.Verdict}{(result.Reasons.Count == 0 ? "" : $": {FirstReason(result, failures)}{(result.Reasons.Count > 1 ? $" (and {result.Reasons.Count - 1} more)" : "")}")}";
        yield return $"Report            {Path.Combine(folder, "report.html")}";
    }

    // The rule that says most, when the run failed by rules: their order in the result is that of the catalogue.
    private static string FirstReason(ResultDocument result, IReadOnlyList<BrokenRule> failures) =>
        (failures.Count == 0 ? null : result.Reasons.FirstOrDefault(r => r.StartsWith($"{failures[0].Id} failed", StringComparison.Ordinal))) ?? result.Reasons[0];
}
