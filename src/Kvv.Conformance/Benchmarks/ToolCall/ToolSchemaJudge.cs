using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>Schema accuracy, the same by the rule of Moonshot's verifier, and the share of refusals that were due.</summary>
internal sealed class ToolSchemaJudge(IReadOnlyDictionary<string, MetricTarget> targets) : IBenchmarkJudge
{
    public const string SchemaAccuracy = "schema-accuracy";
    public const string UpstreamAccuracy = "upstream-accuracy";
    public const string Refusals = "refusals";

    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var calls = answered.Where(t => Text(t, SchemaCaseScorer.Kind) != SchemaCaseScorer.Refusal).ToList();
        var refusals = answered.Where(t => Text(t, SchemaCaseScorer.Kind) == SchemaCaseScorer.Refusal).ToList();
        var upstream = calls.Count(t => t.Details?[SchemaCaseScorer.Upstream]?.GetValue<bool>() == true);
        List<Metric> metrics =
        [
            ShareRule.Judge(Share(SchemaAccuracy, calls), targets.GetValueOrDefault(SchemaAccuracy)),
            ShareRule.Judge(
                new(UpstreamAccuracy, upstream, calls.Count, string.Create(CultureInfo.InvariantCulture, $"{upstream} of {calls.Count} pass the rule of the maker's verifier")),
                targets.GetValueOrDefault(UpstreamAccuracy)),
        ];
        if (refusals.Count > 0)
            metrics.Add(ShareRule.Judge(Share(Refusals, refusals), targets.GetValueOrDefault(Refusals)));
        return metrics;
    }

    private static CountedShare Share(string name, List<TrialRecord> trials)
    {
        var right = trials.Count(t => t.Value >= 1);
        var broken = trials.Where(t => t.Value < 1).GroupBy(t => Text(t, SchemaCaseScorer.FirstBroken) ?? "not refused").OrderByDescending(g => g.Count())
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key} {g.Count()}"));
        return new(name, right, trials.Count, string.Create(CultureInfo.InvariantCulture, $"{right} of {trials.Count} right{(right < trials.Count ? $" (broken: {string.Join(", ", broken)})" : "")}"))
        {
            Faults = FaultCount.MostFrequent(trials),
        };
    }

    private static string? Text(TrialRecord trial, string name) => trial.Details?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
