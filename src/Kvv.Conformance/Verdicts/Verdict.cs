using Kvv.Conformance.Findings;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Verdicts;

/// <summary>What the run says about the endpoint.</summary>
public enum VerdictKind
{
    /// <summary>Everything that was selected ran, and nothing that decides failed or stayed open.</summary>
    Conforms,

    /// <summary>A <c>must</c> rule or a benchmark failed; or a <c>should</c> rule, where these are required.</summary>
    Fails,

    /// <summary>Neither: something that decides could not be judged.</summary>
    Undecided,
}

/// <summary>A verdict with its reasons.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Reasons">One clause each, most important first; empty for <see cref="VerdictKind.Conforms"/>.</param>
public sealed record Verdict(VerdictKind Kind, IReadOnlyList<string> Reasons)
{
    /// <summary>The verdict as it appears in results and exit decisions: <c>conforms</c>, <c>fails</c>, <c>undecided</c>.</summary>
    public string Word => Kind switch { VerdictKind.Conforms => "conforms", VerdictKind.Fails => "fails", _ => "undecided" };
}

/// <summary>What a verdict is drawn from.</summary>
/// <param name="SelectedCategories">The categories of which at least one test was selected.</param>
/// <param name="Findings">All findings, always-on rules included.</param>
/// <param name="Benchmarks">All benchmarks that ran.</param>
/// <param name="Blocked">Why selected benchmarks sent nothing; empty when none was blocked.</param>
/// <param name="EndedEarly">Why the run ended before its end, or <see langword="null"/>.</param>
public sealed record VerdictInput(
    IReadOnlySet<string> SelectedCategories,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<BenchmarkResult> Benchmarks,
    IReadOnlyList<string> Blocked,
    string? EndedEarly);

/// <summary>
/// The rule: <c>fails</c> when a <c>must</c> requirement or a benchmark failed (by more than chance among all figures, see
/// <see cref="FigureFamily"/>); <c>conforms</c> when in every selected
/// category something ran, and nothing that decides is undecided (unless undecided counts as pass); else <c>undecided</c>.
/// <c>should</c> findings decide where they are required, and then by failing alone; <c>may</c> findings never do.
/// </summary>
public static class VerdictRule
{
    /// <summary>Draws the verdict.</summary>
    /// <param name="input">What the run found.</param>
    /// <param name="undecidedIs">What undecided does.</param>
    /// <param name="recommendations">What a <c>should</c> rule that failed does.</param>
    public static Verdict Judge(VerdictInput input, UndecidedRule undecidedIs, RecommendationRule recommendations = RecommendationRule.Report)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (fails, chances) = FigureFamily.Judge(input.Benchmarks);
        var failures = input.Findings.Where(f => f.IsDecisiveFailure).Select(f => $"{f.Requirement.Id} failed [{f.Mode}]").Concat(fails).ToList();
        if (recommendations == RecommendationRule.Require)
            failures.AddRange(input.Findings.Where(f => f.IsRecommendationNotFollowed).Select(f => $"{f.Requirement.Id} failed [{f.Mode}], a recommendation that this run requires"));
        if (failures.Count > 0)
            return new(VerdictKind.Fails, failures);

        var doubts = new List<string>();
        if (input.EndedEarly is not null)
            doubts.Add(input.EndedEarly);
        doubts.AddRange(chances);
        doubts.AddRange(input.Blocked);
        if (input.SelectedCategories.Count == 0)
            doubts.Add("nothing was selected");
        doubts.AddRange(input.SelectedCategories.Where(c => !SomethingRan(input, c)).Order(StringComparer.Ordinal).Select(c => $"nothing of {c} was judged"));
        // A harness error or an outage is never waved through: UndecidedIs=pass speaks of too little evidence only.
        doubts.AddRange(input.Findings.Where(f => f.IsDecisiveDoubt && (f.Status != FindingStatus.Undecided || undecidedIs == UndecidedRule.Fail))
            .Select(f => $"{f.Requirement.Id} was not judged [{f.Mode}]: {f.Status}"));
        if (undecidedIs == UndecidedRule.Fail)
            doubts.AddRange(input.Benchmarks.Where(b => b.Status == MetricStatus.Undecided).Select(b => $"benchmark {b.Benchmark.Id} is undecided"));
        return doubts.Count > 0 ? new(VerdictKind.Undecided, doubts) : new(VerdictKind.Conforms, []);
    }

    private static bool SomethingRan(VerdictInput input, string category) =>
        input.Findings.Any(f => f.Requirement.Category == category && f.Status is FindingStatus.Pass or FindingStatus.Fail)
        || input.Benchmarks.Any(b => b.Benchmark.Category == category && b.Scored > 0);
}
