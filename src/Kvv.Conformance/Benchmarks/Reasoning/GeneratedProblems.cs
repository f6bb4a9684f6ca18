using System.Globalization;
using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Plots;
using Kvv.Evaluation.Problems;
using Kvv.Evaluation.Scorers.Exact;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>
/// Competition-style problems drawn from the run's seed: nobody can prepare for them, and an official endpoint measured on the
/// same draw is a baseline item by item. Smoke tries one easy problem of each family; standard stops when the evidence settles
/// it; full tries every problem of the largest set once.
/// </summary>
internal sealed class GeneratedProblems : IBenchmarkDefinition
{
    public string Id => "generated-problems";

    public string Category => Conformance.Category.Reasoning;

    public string Title => "Competition-style problems drawn from the run's seed";

    public bool RunsIn(Tier tier) => true;

    /// <summary>The largest set of a draw; every tier's items are among it.</summary>
    public static Dataset Largest(ulong seed) => ProblemSet.Draw(seed, 3, 3, 3);

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        if (context.Bar(Id, Profiles.BenchmarkTarget.Accuracy) is not { } bar)
            return Preparation.NotRun($"the profile {context.Profile.Name} states no accuracy for \"{Id}\"");
        var seed = context.Settings.Seed;
        var dataset = context.Settings.Tier switch
        {
            Tier.Smoke => ProblemSet.Draw(seed, 1, 0, 0),
            Tier.Standard => ProblemSet.Draw(seed, 2, 2, 1),
            _ => Largest(seed),
        };
        var facts = ReasoningFigures.Facts(dataset, target.Decoding);
        var version = string.Create(CultureInfo.InvariantCulture, $"{ProblemSet.Version}.{seed}");
        var benchmark = new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = dataset,
            Play = new SingleRequestPlay(
                sample => context.Request(MathPrompt.Drawn(sample, seed), target.Decoding),
                new ChannelScorer(new BoxedAnswerScorer(), facts)),
            Judge = new FiguresJudge([new FixedAccuracy(bar, Warning(context.Settings)), new ServiceOverTime(), .. context.OfEveryReply()]),
            Target = bar,
            Attachments = Plots,
            UnreadableIsWrong = true,
            // A random order, so that early and late trials are alike.
            Order = [.. new WithoutReplacement(dataset.Samples.Count).Schedule(ScheduleSeed.From(ScheduleSeed.Text("kvv", Id, "order", version)), dataset.Samples.Count).Select(t => new TrialSlot(t.Item, t.Epoch))],
        };
        if (context.Settings.Tier != Tier.Standard)
            return Preparation.Of(benchmark);

        return Preparation.Of(new SequentialForm
        {
            MaxInfrastructureRate = context.Settings.MaxInfrastructureRate,
            Fixed = benchmark,
            MaximumTrials = dataset.Samples.Count,
            LeastToConform = dataset.Samples.Count / 3,
            Version = version,
            Judge = accuracy => new FiguresJudge([new StoppedAccuracy(accuracy, Warning(context.Settings)), new ServiceOverTime(), new DistinctTries(target.Decoding.Temperature), .. context.OfEveryReply()]),
        }.Against(bar));
    }

    /// <summary>Whoever reads this repository has the draw of the default seed too.</summary>
    private static string Warning(ConformanceSettings settings) => settings is { IsReference: false, Seed: ConformanceSettings.DefaultSeed }
        ? "; this is the draw of the default seed, for which anyone can prepare: set Seed to a number of your own before the figure is used against someone"
        : "";

    private static IReadOnlyList<Attachment> Plots(IReadOnlyList<TrialRecord> trials) =>
        [ResultPlots.Accuracy(trials, t => t.Sample.Split('-').Intersect(["easy", "medium", "hard"]).Last(), "difficulty", null), ResultPlots.OutputLengths(trials)];
}
