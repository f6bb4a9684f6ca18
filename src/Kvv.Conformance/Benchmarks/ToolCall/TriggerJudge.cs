using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Whether tools are called where they are due, and rightly: trigger F1, precision, recall, schema accuracy and the shares of
/// finish reasons, each with a bootstrap interval over items. A request without an answer counts as not triggered and is said.
/// </summary>
/// <param name="due">By item, whether a call is due.</param>
/// <param name="targets">The profile's bars by metric.</param>
/// <param name="official">The official counts over the same items, or <see langword="null"/>.</param>
/// <param name="seed">Seed of the bootstrap.</param>
internal sealed class TriggerJudge(
    IReadOnlyDictionary<string, bool> due, IReadOnlyDictionary<string, MetricTarget> targets, ResultCounts? official, ulong seed) : IBenchmarkJudge
{
    public const string F1 = "trigger-f1";
    public const string SchemaAccuracy = "schema-accuracy";
    public const string LanguageFollowing = "language-following";

    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var decisions = trials.Select(Decision).ToList();
        var counts = ResultCounts.Of(decisions);
        var trigger = ResultCounts.Trigger(decisions);
        var draw = new DecisionBootstrap(decisions, seed);
        var unanswered = counts.Failures > 0 ? Text($", {counts.Failures} without an answer (counted as not called)") : "";
        List<Metric> metrics =
        [
            Judged(new(F1, trigger.TruePositives, trigger.Relevant, Text($"called where due {trigger.TruePositives}, where not due {trigger.FalsePositives}, not called where due {trigger.FalseNegatives}{unanswered}"))
            {
                Figure = TriggerCounts.F1FromJaccard,
                Interval = draw.Interval(d => ResultCounts.Trigger(d).F1),
                Faults = FaultCount.MostFrequent(trials.Where((_, i) => decisions[i].Due != decisions[i].Triggered)),
            }),
            Judged(new("precision", trigger.TruePositives, trigger.TruePositives + trigger.FalsePositives, Text($"{trigger.TruePositives} of {counts.ToolCalls} calls were due"))
            {
                Interval = draw.Interval(Precision),
            }),
            Judged(new("recall", trigger.TruePositives, trigger.TruePositives + trigger.FalseNegatives, Text($"{trigger.TruePositives} of {trigger.TruePositives + trigger.FalseNegatives} due calls were made"))
            {
                Interval = draw.Interval(Recall),
            }),
            Judged(new(SchemaAccuracy, counts.Valid, counts.ToolCalls, Text($"{counts.Valid} of {counts.ToolCalls} answers with calls are valid"))
            {
                Interval = draw.Interval(d => ResultCounts.Of(d).SchemaAccuracy),
                Faults = FaultCount.MostFrequent(trials.Where((_, i) => decisions[i].CallsValid == false)),
            }),
            .. Shares(decisions, counts, draw),
            .. Language(decisions, draw),
        ];
        if (official is not null)
            metrics.Add(new("count-similarity", counts.Similarity(official, trials.Count), null, null, null, null, MetricStatus.Informative, "1 less the distance of the published counts; reported as the maker's tables of 2025 did"));
        return metrics;
    }

    private IEnumerable<Metric> Shares(List<TriggerDecision> decisions, ResultCounts counts, DecisionBootstrap draw)
    {
        (string Name, Func<TriggerDecision, bool> Holds, int Count)[] reasons =
        [
            ("finish-stop", d => d.Answered && d.Finish == "stop", counts.Stop),
            ("finish-tool-calls", d => d.Triggered, counts.ToolCalls),
            ("finish-other", d => d.Answered && !d.Triggered && d.Finish != "stop", counts.Others),
            ("query-success", d => d.Answered, decisions.Count - counts.Failures),
            ("not-only-reasoning", d => !d.OnlyReasoning, decisions.Count(d => !d.OnlyReasoning)),
        ];
        foreach (var (name, holds, count) in reasons)
        {
            yield return Judged(new(name, count, decisions.Count, Text($"{count} of {decisions.Count} requests"))
            {
                Interval = draw.Interval(d => d.Count == 0 ? null : (double)d.Count(holds) / d.Count),
            });
        }
    }

    /// <summary>Out of the answers with words; only where the profile states a bar, since English and Chinese sets seldom lead astray.</summary>
    private IEnumerable<Metric> Language(List<TriggerDecision> decisions, DecisionBootstrap draw)
    {
        if (!targets.ContainsKey(LanguageFollowing))
            yield break;
        var (kept, words) = (decisions.Count(d => d.FollowsLanguage == true), decisions.Count(d => d.FollowsLanguage is not null));
        yield return Judged(new(LanguageFollowing, kept, words, Text($"{kept} of {words} answers with words keep to the language"))
        {
            Interval = draw.Interval(d => d.Count(x => x.FollowsLanguage is not null) is > 0 and var all ? (double)d.Count(x => x.FollowsLanguage == true) / all : null),
        });
    }

    private Metric Judged(CountedShare share) => ShareRule.Judge(share, targets.GetValueOrDefault(share.Name));

    private TriggerDecision Decision(TrialRecord trial) => new(
        trial.Sample, due[trial.Sample], trial.Outcome != TrialOutcome.Infrastructure, trial.FinishReason,
        Said(trial, ConversationScorer.CallsValid))
    {
        FollowsLanguage = Said(trial, ConversationScorer.FollowsLanguage),
        OnlyReasoning = Said(trial, ConversationScorer.OnlyReasoning) == true,
    };

    private static bool? Said(TrialRecord trial, string name) => trial.Details?[name] is JsonValue value && value.TryGetValue<bool>(out var said) ? said : null;

    private static double? Precision(IReadOnlyList<TriggerDecision> decisions) =>
        ResultCounts.Trigger(decisions) is { } t && t.TruePositives + t.FalsePositives > 0 ? (double)t.TruePositives / (t.TruePositives + t.FalsePositives) : null;

    private static double? Recall(IReadOnlyList<TriggerDecision> decisions) =>
        ResultCounts.Trigger(decisions) is { } t && t.TruePositives + t.FalseNegatives > 0 ? (double)t.TruePositives / (t.TruePositives + t.FalseNegatives) : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
