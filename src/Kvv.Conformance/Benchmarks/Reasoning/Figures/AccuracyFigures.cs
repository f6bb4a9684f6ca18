using System.Globalization;
using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>Accuracy of a fixed number of trials, one of each item.</summary>
internal sealed class FixedAccuracy(AccuracyTarget target, string warning = "") : IFigure
{
    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var judged = AccuracyRule.Judge(target, trials);
        return judged with { Explanation = judged.Explanation + warning, Faults = WrongAnswers.Suspects(trials) };
    }
}

/// <summary>Accuracy of a run that stops when the evidence settles it.</summary>
internal sealed class StoppedAccuracy(Func<IReadOnlyList<TrialRecord>, Metric> accuracy, string warning = "") : IFigure
{
    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var judged = accuracy(trials);
        return judged with { Explanation = judged.Explanation + warning, Faults = WrongAnswers.Suspects(trials) };
    }
}

/// <summary>
/// Accuracy of a full design in which every item is tried several times. The items are strata: what differs between them is no
/// noise. Without any variation, or with an item tried once, the exact rule for single trials judges instead.
/// </summary>
internal sealed class EpochAccuracy(AccuracyTarget target) : IFigure
{
    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var items = answered.GroupBy(t => t.Sample).Select(g => ItemScores.FromScores([.. g.Select(t => t.Value ?? 0)])).ToList();
        if (items.Count == 0 || items.Any(i => i.Runs < 2) || items.All(i => i.SumOfSquares == 0))
            return AccuracyRule.Judge(target, trials) with { Faults = WrongAnswers.Suspects(trials) };
        var mean = MeanEstimator.Stratified(items);
        var difference = Comparison.Unpaired(mean, target.Reference, target.SampleSize);
        var judged = NonInferiority.Judge(difference, answered.Count, new(target.Margin, AccuracyRule.Alpha, AccuracyRule.Beta));
        var explanation = string.Create(
            CultureInfo.InvariantCulture,
            $"{answered.Count} trials of {items.Count} items, standard error {mean.StandardError:0.0000} with the items as strata; the difference to {target.Reference:0.000}{(target.SampleSize is null ? "" : $", which is itself a mean{target.OverTrials},")} lies above {judged.Lower:0.000} (95 %) and below {judged.Upper:0.000} (99 %), {-target.Margin:0.000} still conforms");
        return new("accuracy", mean.Value, mean.Interval().OfShare(), target.IsBaseline ? target.Reference : null, target.Margin, target.Reference - target.Margin, judged.Verdict.Status(), explanation)
        {
            Faults = WrongAnswers.Suspects(trials),
            PValue = difference.PValueBelow(0),
        };
    }
}

/// <summary>
/// Accuracy that nothing is known to hold against: reported and not judged. The question is then how good the endpoint is in
/// general, so that the tries of one item are clusters.
/// </summary>
internal sealed class ReportedAccuracy : IFigure
{
    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        if (answered.Count == 0)
            return new("accuracy", null, null, null, null, null, MetricStatus.Undecided, $"none of {trials.Count} trials got an answer");
        var right = answered.Count(t => t.Value >= 1);
        var items = answered.GroupBy(t => t.Sample).Select(g => (IReadOnlyCollection<double>)[.. g.Select(t => t.Value >= 1 ? 1d : 0)]).ToList();
        var clustered = items.Count > 1 && items.Exists(i => i.Count > 1) ? MeanEstimator.Clustered(items) : null;
        var interval = clustered is { IsDegenerate: false } ? clustered.Interval().OfShare() : Proportion.Wilson(right, answered.Count);
        var tries = clustered is null ? "" : $" (tries of {items.Count} items as clusters)";
        return new("accuracy", (double)right / answered.Count, interval, null, null, null, MetricStatus.Informative, $"{right} of {answered.Count} right{tries}; the maker published no figure under this protocol, so it is reported and not judged");
    }
}

/// <summary>What wrong answers look like says more than their number.</summary>
internal static class WrongAnswers
{
    /// <summary>The faults whose marks stand in wrong replies, most replies first; without any mark those that only cost accuracy.</summary>
    public static IReadOnlyList<string> Suspects(IReadOnlyList<TrialRecord> trials)
    {
        var marked = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure && t.Value is null or < 1)
            .SelectMany(t => ChannelRules.All.SelectMany(r => ChannelScorer.Broken(t, r.Name) ?? []).Distinct())
            .CountBy(f => f)
            .OrderByDescending(f => f.Value)
            .Select(f => f.Key)
            .ToList();
        return marked.Count > 0 ? marked : ["dk-quant-corruption", "dk-fp8-kv-loss", "op-model-substituted"];
    }
}
