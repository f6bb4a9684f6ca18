using System.Globalization;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Results;

/// <summary>What a result document is built from.</summary>
internal sealed record ResultInput(
    RunRecord Run,
    ConformanceSettings Settings,
    EndpointInfo Endpoint,
    string Profile,
    Verdict Verdict,
    string? Gate,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<BenchmarkResult> Benchmarks,
    FaultCatalogue Faults,
    DiagnosisResult Diagnosis,
    RunUsage Usage);

/// <summary>Turns what a run found into its result document. Pure.</summary>
internal static class ResultBuilder
{
    public static ResultDocument Build(ResultInput input) => new()
    {
        Suite = SuiteVersion.Current,
        Run = new(
            input.Run.Id,
            input.Run.StartedAt,
            input.Run.FinishedAt,
            input.Settings.Tier.ToString().ToLowerInvariant(),
            input.Settings.Seed.ToString(CultureInfo.InvariantCulture),
            input.Run.Resumptions > 0)
        {
            Recommendations = input.Settings.Recommendations.ToString().ToLowerInvariant(),
        },
        Endpoint = input.Endpoint,
        Profile = input.Profile,
        Verdict = input.Verdict.Word,
        Reasons = input.Verdict.Reasons,
        Gate = input.Gate,
        Counts = Count(input.Findings),
        Requirements = [.. input.Findings.OrderBy(f => f.Requirement.Id, StringComparer.Ordinal).ThenBy(f => f.Mode, StringComparer.Ordinal).Select(Requirement)],
        Benchmarks = [.. input.Benchmarks.OrderBy(b => b.Benchmark.Id, StringComparer.Ordinal).Select(Benchmark)],
        Faults = [.. input.Diagnosis.Faults.Select(f => Fault(f, input.Faults))],
        Unexplained = input.Diagnosis.Unexplained,
        Usage = Usage(input),
    };

    // What was made beyond an early stop is shown with its benchmark, and nowhere else.
    private static UsageInfo Usage(ResultInput input)
    {
        var usage = input.Benchmarks.Select(b => b.BeyondStop).OfType<BeyondStop>()
            .Aggregate(input.Usage, (left, b) => left - new RunUsage(b.Requests, b.PromptTokens, b.CompletionTokens, b.ReasoningTokens, b.CachedTokens));
        return new(usage.Requests, usage.PromptTokens, usage.CompletionTokens, usage.ReasoningTokens, usage.CachedTokens);
    }

    private static CountsInfo Count(IReadOnlyList<Finding> findings)
    {
        int Of(FindingStatus status) => findings.Count(f => f.Status == status);
        return new(Of(FindingStatus.Pass), Of(FindingStatus.Fail), Of(FindingStatus.Undecided), Of(FindingStatus.Unsupported), Of(FindingStatus.Infrastructure), Of(FindingStatus.HarnessError), Of(FindingStatus.NotRun));
    }

    private static RequirementInfo Requirement(Finding finding) => new(
        finding.Requirement.Id,
        finding.Requirement.Title,
        finding.Requirement.Category,
        finding.Requirement.Level.ToString().ToLowerInvariant(),
        finding.Requirement.Source,
        finding.Mode,
        Word(finding.Status),
        finding.Expected,
        finding.Actual,
        finding.Faults,
        finding.Evidence,
        Math.Round(finding.Duration.TotalMilliseconds, 3))
    {
        Subject = finding.Requirement.Subject,
        Scope = Word(finding.Requirement.Scope),
    };

    private static BenchmarkInfo Benchmark(BenchmarkResult result) => new(
        result.Benchmark.Id,
        result.Benchmark.Category,
        new(result.Benchmark.Dataset.Name, result.Benchmark.Dataset.Revision, result.Benchmark.Dataset.Samples.Count),
        result.Trials.Count,
        result.Scored,
        result.Infrastructure,
        result.StopReason,
        [.. result.Metrics.Select(m => new MetricInfo(m.Name, m.Value, m.Interval?.Low, m.Interval?.High, m.Interval?.Confidence, m.Baseline, m.Margin, m.Threshold, Word(m.Status), m.Explanation))],
        new(result.Trials.Sum(t => t.PromptTokens ?? 0), result.Trials.Sum(t => t.CompletionTokens ?? 0), result.Trials.Sum(t => t.ReasoningTokens ?? 0)),
        new(Quantiles(result.Trials.Select(t => t.FirstContentMs)), Quantiles(result.Trials.Select(t => t.OutputTokensPerSecond))))
    {
        Epochs = result.Benchmark.Epochs,
        Reference = result.Benchmark.Target?.Reference,
        ReferenceSource = result.Benchmark.Target?.Source,
        ReferenceTrials = result.Benchmark.Target?.SampleSize,
        Decoding = DecodingText.Of(result.Benchmark),
        Attachments = result.Attachments,
        BeyondStop = result.BeyondStop is { } b ? new(b.Trials, b.Requests, b.PromptTokens, b.CompletionTokens, b.ReasoningTokens, b.CachedTokens, b.Replies, b.Anomalies) : null,
    };

    private static FaultInfo Fault(SuspectedFault suspected, FaultCatalogue faults)
    {
        var fault = faults.Get(suspected.Fault);
        return new(fault.Id, fault.Title, [.. suspected.Explains.Where(e => !IsFigure(e))], fault.Hint, [.. fault.Sources.Select(s => s.ToString())])
        {
            Standing = Word(suspected.Standing),
            Reason = suspected.Reason,
            LookAlikes = suspected.LookAlikes,
            Figures = [.. suspected.Explains.Where(IsFigure)],
            Symptom = fault.Symptom,
            Cause = fault.Cause,
            Severity = Word(fault.Severity),
            Links = [.. fault.Sources.Where(s => s.Url is not null).Select(s => new LinkInfo(s.ToString(), s.Url!.ToString()))],
        };
    }

    private static bool IsFigure(string subject) => subject.Contains('/', StringComparison.Ordinal) || subject == EvidenceGatherer.FirstContact;

    /// <summary>The nearest-rank quantiles of what was measured, or <see langword="null"/> when nothing was.</summary>
    private static QuantileInfo? Quantiles(IEnumerable<double?> values)
    {
        var sorted = values.Where(v => v is not null).Select(v => v!.Value).Order().ToList();
        if (sorted.Count == 0)
            return null;
        double At(double share) => Math.Round(sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(share * sorted.Count) - 1)], 3);
        return new(At(0.5), At(0.9), At(0.99));
    }

    private static string Word<T>(T status)
        where T : struct, Enum
    {
        var name = status.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
