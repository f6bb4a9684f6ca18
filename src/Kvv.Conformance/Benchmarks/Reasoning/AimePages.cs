using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Plots;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>What goes with the result of AIME: accuracy overall, per problem and per epoch, in numbers and as plots.</summary>
internal static class AimePages
{
    public static IReadOnlyList<Attachment> Of(IReadOnlyList<TrialRecord> trials, AccuracyTarget? target) =>
    [
        ResultPlots.Accuracy(trials, t => t.Sample, "problem", target),
        ResultPlots.Accuracy(trials, Epoch, "epoch", target) with { Name = "accuracy-by-epoch.svg" },
        ResultPlots.OutputLengths(trials),
        new("accuracy.json", "application/json", new JsonObject
        {
            ["overall"] = Row(trials),
            ["problems"] = Rows(trials.GroupBy(t => t.Sample)),
            ["epochs"] = Rows(trials.GroupBy(Epoch)),
        }.ToJsonString() + "\n"),
    ];

    // Two digits, so that the order of names is the order of epochs.
    private static string Epoch(TrialRecord trial) => trial.Epoch.ToString("00", CultureInfo.InvariantCulture);

    private static JsonObject Rows(IEnumerable<IGrouping<string, TrialRecord>> groups) =>
        new(groups.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, (JsonNode?)Row([.. g]))));

    private static JsonObject Row(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        return new()
        {
            ["trials"] = answered.Count,
            ["right"] = answered.Count(t => t.Value >= 1),
            ["truncated"] = answered.Count(t => t.Truncated),
            ["withoutAnswer"] = answered.Count(t => t.Outcome == TrialOutcome.Unscored),
            ["accuracy"] = answered.Count == 0 ? null : (double)answered.Count(t => t.Value >= 1) / answered.Count,
        };
    }
}
