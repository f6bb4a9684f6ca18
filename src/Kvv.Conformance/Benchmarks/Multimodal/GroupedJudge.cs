using System.Globalization;
using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>
/// The figures of a set of pictures: accuracy, the same under the makers' scoring rule, whether replies reach their end, the
/// accuracy of each group, and how many replies gave no answer or ended at their limit. Where the profile has no figure to hold
/// the accuracy against, only the replies' ends decide.
/// </summary>
/// <param name="accuracy">Judges the accuracy, or <see langword="null"/> when it is reported only.</param>
/// <param name="complete">Judges whether replies reach their end.</param>
/// <param name="upstream">What the makers' rule differs in, for people.</param>
internal sealed class GroupedJudge(Func<IReadOnlyList<TrialRecord>, Metric>? accuracy, IFigure complete, string upstream) : IBenchmarkJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var groups = answered.GroupBy(t => (string?)t.Details?["group"] ?? "(none)").OrderBy(g => g.Key, StringComparer.Ordinal);
        return
        [
            accuracy?.Invoke(trials)
                ?? Share("accuracy", answered.Count(t => t.Value >= 1), answered.Count, "right; the profile has no figure to hold it against, so it is reported and not judged (`kvv baseline record` makes one)"),
            complete.Of(trials),
            Upstream(answered),
            Share("unparsed", answered.Count(t => t.Outcome == TrialOutcome.Unscored), answered.Count, "replies without a readable answer, counted as wrong"),
            Share("truncated", answered.Count(t => t.Truncated), answered.Count, "replies ended at their token limit"),
            .. groups.Select(g => Share($"accuracy of {g.Key}", g.Count(t => t.Value >= 1), g.Count(), "right")),
        ];
    }

    private Metric Upstream(List<TrialRecord> answered)
    {
        var values = answered.Select(t => (double?)t.Details?["upstream"] ?? 0).ToList();
        return new(
            "accuracy by the makers' rule", values.Count == 0 ? null : values.Average(), null, null, null, null, MetricStatus.Informative,
            values.Count == 0 ? "nothing was answered" : string.Create(CultureInfo.InvariantCulture, $"{values.Average():0.0000} over {values.Count} replies; {upstream}"));
    }

    private static Metric Share(string name, int count, int of, string what) => new(
        name, of == 0 ? null : (double)count / of, of == 0 ? null : Proportion.Wilson(count, of), null, null, null, MetricStatus.Informative, $"{count} of {of} {what}");
}
