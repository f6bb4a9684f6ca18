using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>Accuracy epoch by epoch, reported: an endpoint that was well for one epoch and ill for the next shows here.</summary>
internal sealed class ByEpoch : IFigure
{
    public const string Name = "epochs";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var epochs = Spread.Shares(trials, t => t.Epoch).OrderBy(e => e.Group).ToList();
        return epochs.Count == 0
            ? new(Name, null, null, null, null, null, MetricStatus.Informative, "no trial got an answer")
            : new(Name, epochs.Min(e => e.Share), null, null, null, null, MetricStatus.Informative, string.Create(CultureInfo.InvariantCulture, $"accuracy of the worst of {epochs.Count} epochs; the best has {epochs.Max(e => e.Share):0.000}; epoch by epoch: {string.Join(' ', epochs.Select(e => e.Share.ToString("0.00", CultureInfo.InvariantCulture)))}"));
    }
}

/// <summary>Accuracy problem by problem, reported: how many are always right, and which never.</summary>
internal sealed class ByProblem : IFigure
{
    public const string Name = "problems";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var problems = Spread.Shares(trials, t => t.Sample).ToList();
        if (problems.Count == 0)
            return new(Name, null, null, null, null, null, MetricStatus.Informative, "no trial got an answer");
        var never = problems.Where(p => p.Share <= 0).Select(p => p.Group).Order(StringComparer.Ordinal).ToList();
        var always = problems.Count(p => p.Share >= 1);
        var named = never.Count == 0 ? "none never" : $"{never.Count} never ({string.Join(", ", never)})";
        return new(Name, (double)always / problems.Count, null, null, null, null, MetricStatus.Informative, $"{always} of {problems.Count} problems are right at every try, {named}, {problems.Count - always - never.Count} now and then");
    }
}

/// <summary>Shares of right answers by group.</summary>
internal static class Spread
{
    public static IEnumerable<(TGroup Group, double Share)> Shares<TGroup>(IReadOnlyList<TrialRecord> trials, Func<TrialRecord, TGroup> group) =>
        trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).GroupBy(group).Select(g => (g.Key, g.Average(t => t.Value >= 1 ? 1d : 0)));
}
