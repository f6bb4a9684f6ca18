using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>
/// Failures as workflow commands, which GitHub Actions shows as annotations of the run
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
/// </summary>
internal static class GitHubAnnotations
{
    // GitHub keeps ten annotations of a kind for each step and drops the rest without a word.
    private const int Most = 9;
    private const int LongestMessage = 1500;

    /// <summary>One line for each annotation; the verdict comes first.</summary>
    public static IEnumerable<string> Lines(ResultDocument result)
    {
        var failures = Failures(result).ToList();
        if (result.Verdict != "conforms")
            yield return Command("error", $"Verdict: {result.Verdict}", $"{result.Endpoint.Model} at {result.Endpoint.BaseUrl}: {(result.Reasons.Count > 0 ? result.Reasons[0] : "no reason given")}{Causes(result)}");
        foreach (var (title, message) in failures.Take(failures.Count > Most ? Most - 1 : Most))
            yield return Command("error", title, message);
        if (failures.Count > Most)
            yield return Command("error", "More failures", $"{failures.Count - Most + 1} more, all in summary.md and report.html.");
        foreach (var finding in result.Requirements.Where(r => r.Status == "fail" && !result.Decides(r)).DistinctBy(r => r.Id).Take(Most))
            yield return Command("warning", $"{finding.Id} [{finding.Mode}]", $"{finding.Title} Actual: {finding.Actual}");
    }

    private static IEnumerable<(string Title, string Message)> Failures(ResultDocument result)
    {
        foreach (var rule in BrokenRule.Ordered(result, r => r.Status == "fail" && result.Decides(r)))
        {
            var first = rule.Modes[0];
            yield return ($"{first.Id} [{string.Join("; ", rule.Modes.Select(r => r.Mode))}]", $"{first.Title}{(first.Expected is null || first.Expected == first.Title ? "" : $" Expected: {first.Expected}.")} Actual: {first.Actual}{Cause(rule)}");
        }

        foreach (var benchmark in result.Benchmarks)
        {
            foreach (var metric in benchmark.Metrics.Where(m => m.Status == "fail"))
                yield return ($"Benchmark {benchmark.Id}", $"{metric.Name}: {metric.Explanation}");
        }
    }

    private static string Cause(BrokenRule rule) => rule.Fault is { } fault ? $" Likely cause: {fault.Id}. What to do: {fault.Hint}"
        : rule.Modes[0].Faults is { Count: > 0 } faults ? $" May be: {string.Join(", ", faults)}"
        : "";

    private static string Causes(ResultDocument result)
    {
        var likely = result.Faults.Where(f => f.Standing == "likely").Select(f => $"{f.Id} ({f.Title})").Take(3).ToList();
        return likely.Count == 0 ? "" : $". Likely {(likely.Count == 1 ? "cause" : "causes")}: {string.Join("; ", likely)}";
    }

    // Percent, line ends and, in properties, colons and commas have escapes: without them a model's answer could end the
    // message and start a command of its own.
    private static string Command(string kind, string title, string message) => $"::{kind} title={Property(title)}::{Data(message)}";

    private static string Data(string text) => VisibleText.Of(VisibleText.Cut(text, LongestMessage)).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
