using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.LongOutput;
using Kvv.Evaluation.Plots;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>
/// Long texts that can be checked line by line. The result is a curve, not one bit: where the first error stands, how errors
/// grow with depth, how the output ended and how long it is against its plan.
/// </summary>
internal sealed class LongOutput : IBenchmarkDefinition
{
    // Room for thinking and for a tokenizer that cuts finer than planned.
    private const double Room = 1.4;

    public string Id => "long-output";

    public string Category => Conformance.Category.Reasoning;

    public string Title => "Long texts checked line by line";

    public bool RunsIn(Tier tier) => true;

    /// <summary>Planned lengths in tokens of a tier.</summary>
    public static IReadOnlyList<int> Lengths(Tier tier) => tier switch
    {
        Tier.Smoke => [1_000],
        Tier.Standard => [2_000, 8_000],
        _ => [1_000, 4_000, 16_000, 64_000],
    };

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        var cap = target.Decoding.MaxTokens ?? int.MaxValue;
        var (dataset, tasks) = LongOutputSet.Draw(context.Settings.Seed, [.. Lengths(context.Settings.Tier).Where(length => length * Room <= cap)]);
        if (dataset.Samples.Count == 0)
            return Preparation.NotRun($"the profile's cap of {cap} tokens is too small for the shortest task");
        var facts = ReasoningFigures.Facts(dataset, target.Decoding);
        return Preparation.Of(new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = dataset,
            Play = new SingleRequestPlay(sample => context.Request(new JsonArray(Probe.UserTurn(sample.Text("question"))), target.Decoding), new ChannelScorer(new LongOutputScorer(tasks), facts)),
            Judge = new FiguresJudge(
            [
                new LineAccuracy(context.Bar(Id, LineAccuracy.Name)), new FullLength(context.Bar(Id, FullLength.Name)), new EvenDepth(context.Bar(Id, EvenDepth.Name)),
                new CleanLines(), new DepthCurve(), .. context.OfEveryReply(),
            ]),
            UnreadableIsWrong = true,
            Target = context.Bar(Id, LineAccuracy.Name),
            JudgesShare = false,
            Epochs = target.Epochs ?? 1,
            ExpectedSeconds = 120,
            Attachments = trials => [ResultPlots.ErrorByDepth(trials), ResultPlots.OutputLengths(trials)],
        });
    }
}
