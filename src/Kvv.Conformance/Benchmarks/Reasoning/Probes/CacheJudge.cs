using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Probes;

/// <summary>
/// Clean series against the profile's limit, and the findings with their faults. A finding that rests on several wrong answers
/// settles it, and so do two findings: one wrong answer alone may be the slip of a model.
/// </summary>
internal sealed class CacheJudge(AccuracyTarget limit) : IBenchmarkJudge
{
    /// <summary>Member of a trial's details: whether its finding rests on more than one wrong answer.</summary>
    public const string Settled = "settled";

    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var judged = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var findings = judged.Where(t => t.Value is 0).ToList();
        var unclear = judged.Where(t => t.Value is null).ToList();
        var share = judged.Count == 0 ? (double?)null : 1 - ((double)findings.Count / judged.Count);
        var settled = findings.Any(f => (bool?)f.Details?[Settled] == true);
        var status = findings.Count >= 2 || settled ? MetricStatus.Fail
            : findings.Count == 1 || judged.Count == 0 || unclear.Count > judged.Count / 2 ? MetricStatus.Undecided
            : MetricStatus.Pass;
        var said = string.Create(CultureInfo.InvariantCulture, $"{findings.Count} of {judged.Count} series end in a finding");
        var lost = trials.Where(t => t.Outcome == TrialOutcome.Infrastructure).ToList();
        if (lost.Count > 0)
            said += $", {lost.Count} more got no answer ({lost[0].Explanation})";
        var details = string.Concat(findings.Concat(unclear).Select(t => $"; {t.Sample}: {t.Explanation}"));
        return
        [
            new("clean-series", share, null, null, limit.Margin, limit.Reference, status, said + details)
            {
                Faults = Ranked(findings),
            },
            .. EqualAnswers(trials),
        ];
    }

    /// <summary>Whether requests that ask for the same answer every time get it. Few engines promise that beside others, so it is reported with the fault's name and never decides.</summary>
    private static IEnumerable<Metric> EqualAnswers(IReadOnlyList<TrialRecord> trials)
    {
        foreach (var trial in trials.Where(t => t.Details?[EqualRepetition.Member] is not null))
        {
            var share = (double?)trial.Details![EqualRepetition.Member];
            yield return new("equal-answers", share, null, null, null, null, MetricStatus.Informative, trial.Explanation) { Faults = trial.Faults };
        }
    }

    /// <summary>A fault that one series alone can show comes before one that others would have shown too.</summary>
    private static IReadOnlyList<string> Ranked(IReadOnlyList<TrialRecord> findings)
    {
        var coldFound = findings.Any(f => f.Sample.StartsWith("cold-and-warm", StringComparison.Ordinal));
        return [.. findings.SelectMany(f => f.Faults.Select((fault, rank) => (fault, Weight: 1.0 / (rank + 1))))
            // With single turns clean the prefix cache as such works, and what fails is the state behind a longer one.
            .Select(f => f.fault == "dk-prefix-hit-diverges" && !coldFound ? (f.fault, Weight: f.Weight / 10) : f)
            .GroupBy(f => f.fault).OrderByDescending(g => g.Sum(f => f.Weight)).Select(g => g.Key)];
    }
}
