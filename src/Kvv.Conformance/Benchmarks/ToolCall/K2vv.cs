using System.Text.Json.Nodes;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Moonshot's own conversations of the K2 vendor verifier, joined by index with the answers of the official service: trigger F1
/// against those, and schema accuracy. The bars are those that the profile states for <c>tool-calls</c>.
/// </summary>
internal sealed class K2vv : IBenchmarkDefinition
{
    public string Id => "k2vv";

    public string Category => Conformance.Category.ToolCall;

    public string Title => "Calls where the official service calls (K2 vendor verifier)";

    public bool RunsIn(Tier tier) => tier >= Tier.Standard;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(ToolConversations.TargetId) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{ToolConversations.TargetId}\"");
        var set = new K2vvSet(DatasetStore.For(context.Settings.DatasetDirectory, context.FixturesFolder));
        Dataset samples;
        try
        {
            samples = set.Samples();
        }
        catch (DatasetMissingException e)
        {
            return Preparation.NotRun(e.Message);
        }

        if (set.Official(context.Profile.Name) is not { } official)
            return Preparation.Unsupported($"the maker published no answers of its own service for {context.Profile.Name}, so there is nothing to compare with");
        var due = samples.Samples.ToDictionary(s => s.Id, s => official.GetValueOrDefault(s.Id)?.Triggered ?? false);
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = samples,
            Play = new SingleRequestPlay(sample => Build(sample, context, target.Decoding), new ConversationScorer(context.Profile, ToolsOf, s => due[s.Id])),
            Judge = new TriggerJudge(due, target.Targets, ResultCounts.Of([.. official.Values]), context.Settings.Seed),
            Epochs = 1,
            ExpectedSeconds = 8,
        });
    }

    /// <summary>The request as the set has it, with the model, the decoding and the thinking switch of the profile over its own.</summary>
    private static ChatRequest Build(Sample sample, BenchmarkContext context, Decoding decoding)
    {
        var given = sample.Data[K2vvSet.Request]!.AsObject();
        var ours = context.Request([.. given["messages"]!.AsArray().Select(m => m!.DeepClone())], decoding);
        foreach (var (name, value) in given)
        {
            if (ours.Member(name) is null)
                ours = ours.With(name, value);
        }

        // Whole or streamed, as the item says.
        return given["stream"] is JsonValue stream && stream.TryGetValue<bool>(out var streamed) && streamed ? ours : ours.Without("stream").Without("stream_options");
    }

    private static JsonArray? ToolsOf(Sample sample) => sample.Data[K2vvSet.Request]!["tools"] as JsonArray;
}
