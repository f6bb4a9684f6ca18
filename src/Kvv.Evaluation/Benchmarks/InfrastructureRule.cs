using System.Globalization;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>
/// Outages are no answers: above a share of trials that ended in infrastructure errors nothing is concluded from the rest,
/// whatever the figures say, because what an overloaded endpoint drops is not a fair sample of what it was asked.
/// </summary>
public static class InfrastructureRule
{
    private const int MostReasons = 3;

    /// <summary>Whether too many trials ended in infrastructure errors.</summary>
    /// <param name="trials">The trials that ended.</param>
    /// <param name="maxRate">The share that is still accepted, 0 to 1.</param>
    public static bool IsBroken(IReadOnlyList<TrialRecord> trials, double maxRate)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return trials.Count(t => t.Outcome == TrialOutcome.Infrastructure) > maxRate * trials.Count;
    }

    /// <summary>Makes every deciding figure undecided when too many trials ended in infrastructure errors.</summary>
    /// <param name="metrics">The figures as judged.</param>
    /// <param name="trials">The trials that ended.</param>
    /// <param name="maxRate">The share that is still accepted, 0 to 1.</param>
    public static IReadOnlyList<Metric> Apply(IReadOnlyList<Metric> metrics, IReadOnlyList<TrialRecord> trials, double maxRate)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return IsBroken(trials, maxRate) ? Undecided(metrics, Describe(trials, maxRate)) : metrics;
    }

    /// <summary>The figures with every deciding one undecided, for a reason that comes before how it was judged.</summary>
    /// <param name="metrics">The figures as judged.</param>
    /// <param name="reason">Why nothing is concluded.</param>
    public static IReadOnlyList<Metric> Undecided(IReadOnlyList<Metric> metrics, string reason) =>
    [
        .. metrics.Select(m => m.Status == MetricStatus.Informative ? m : m with { Status = MetricStatus.Undecided, Explanation = $"{reason}; so far: {m.Explanation}", Faults = [] }),
    ];

    /// <summary>How many, and why, the most frequent reason first.</summary>
    private static string Describe(IReadOnlyList<TrialRecord> trials, double maxRate)
    {
        var failed = trials.Where(t => t.Outcome == TrialOutcome.Infrastructure).ToList();
        var reasons = failed.GroupBy(t => t.Explanation, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var named = string.Join(", ", reasons.Take(MostReasons).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Count()} times {g.Key}")));
        return string.Create(CultureInfo.InvariantCulture, $"{failed.Count} of {trials.Count} trials ended in infrastructure errors, more than {maxRate * 100:0.##} % ({named}{(reasons.Count > MostReasons ? ", and others" : "")})");
    }
}
