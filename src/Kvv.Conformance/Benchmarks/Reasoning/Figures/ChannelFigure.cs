using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>The share of replies that keep one rule of the reasoning channel, over the whole benchmark.</summary>
internal sealed class ChannelFigure(IChannelRule rule, AccuracyTarget? limit) : IFigure
{
    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var judged = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).Select(t => ChannelScorer.Broken(t, rule.Name)).OfType<IReadOnlyList<string>>().ToList();
        var metric = Shares.Judge(rule.Name, judged.Count(b => b.Count == 0), judged.Count, limit, rule.Says);
        // Each broken reply suspects its faults in order; the first of a list weighs most.
        var suspects = judged.SelectMany(b => b.Select((fault, rank) => (Fault: fault, Weight: 1.0 / (rank + 1))))
            .GroupBy(s => s.Fault).OrderByDescending(g => g.Sum(s => s.Weight)).Select(g => g.Key);
        return metric with { Faults = [.. suspects] };
    }
}
