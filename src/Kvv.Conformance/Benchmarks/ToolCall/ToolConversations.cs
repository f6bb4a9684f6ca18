using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>
/// Trigger F1 and schema accuracy over the built-in conversations: English and Chinese, one to eight turns, one to thirty
/// tools, with clear labels of whether a call is due.
/// </summary>
internal sealed class ToolConversations : IBenchmarkDefinition
{
    public const string TargetId = "tool-calls";

    public string Id => TargetId;

    public string Category => Conformance.Category.ToolCall;

    public string Title => "Calls where they are due, over conversations";

    public bool RunsIn(Tier tier) => true;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var set = ConversationSet.Read(context.Fixture("tool-call", "conversations"));
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = set.Dataset,
            Play = new SingleRequestPlay(
                sample => context.OwnRequest(ConversationMessages.Of(sample, context.Profile, target.Decoding.Thinking), target.Decoding).With("tools", set.ToolsOf(sample)),
                new ConversationScorer(context.Profile, set.ToolsOf, ConversationSet.IsDue)),
            Judge = new TriggerJudge(set.Dataset.Samples.ToDictionary(s => s.Id, ConversationSet.IsDue), target.Targets, official: null, context.Settings.Seed),
            Epochs = target.Epochs ?? 1,
            ExpectedSeconds = 4,
        });
    }
}
