using System.Globalization;
using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>
/// Whether further tries of an item bring further texts. Answers served from a store of answers, or decoded greedily against
/// the request, repeat byte for byte; the tries of an item are then one try, and the evidence is weaker than it looks. Reported:
/// some engines are deterministic on purpose.
/// </summary>
internal sealed class DistinctTries(double? temperature) : IFigure
{
    public const string Name = "distinct-tries";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        int repeated = 0, distinct = 0;
        foreach (var item in trials.Where(t => ChannelScorer.TextOf(t) is not null).GroupBy(t => t.Sample))
        {
            var texts = item.Select(t => ChannelScorer.TextOf(t)!).ToList();
            repeated += texts.Count - 1;
            distinct += texts.Distinct(StringComparer.Ordinal).Count() - 1;
        }

        if (repeated == 0)
            return new(Name, null, null, null, null, null, MetricStatus.Informative, "no item was tried twice");
        var sampled = temperature is > 0 ? string.Create(CultureInfo.InvariantCulture, $" at temperature {temperature}") : "";
        return new(Name, (double)distinct / repeated, null, null, null, null, MetricStatus.Informative, distinct == repeated
            ? $"all {repeated} further tries of an item bring a text of their own"
            : $"{repeated - distinct} of {repeated} further tries of an item bring a text that was there before, byte for byte{sampled}: answers from a store, or greedy decoding; such tries add no evidence");
    }
}
