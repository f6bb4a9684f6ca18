using Kvv.Conformance.Benchmarks.Reasoning.Channels;
using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Datasets;
using Kvv.Evaluation.Scorers.Exact;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning;

/// <summary>
/// AIME 2025: long outputs expose what short benchmarks hide. Full is the published design, 30 problems in 32 epochs; standard
/// draws problems independently in a registered order and stops when the evidence settles it, at the published length at the
/// latest. Without a published figure standard tries each problem four times and reports.
/// </summary>
internal sealed class Aime2025 : IBenchmarkDefinition
{
    private const string DatasetName = "aime25";
    private const int PublishedEpochs = 32;
    private const int ReportedEpochs = 4;

    public string Id => "aime-2025";

    public string Category => Conformance.Category.Reasoning;

    public string Title => "AIME 2025";

    public bool RunsIn(Tier tier) => tier != Tier.Smoke;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        Dataset dataset;
        try
        {
            dataset = DatasetStore.For(context.Settings.DatasetDirectory, context.FixturesFolder).Open(DatasetName);
        }
        catch (DatasetMissingException e)
        {
            return Preparation.NotRun(e.Message);
        }

        dataset = dataset with { Samples = [.. dataset.Samples.Select(Readable)] };
        var facts = ReasoningFigures.Facts(dataset, target.Decoding);
        var epochs = target.Epochs ?? PublishedEpochs;
        var bar = context.Bar(Id, Profiles.BenchmarkTarget.Accuracy);
        IReadOnlyList<Attachment> Plots(IReadOnlyList<TrialRecord> trials) => AimePages.Of(trials, bar);
        var benchmark = new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = dataset,
            Play = new SingleRequestPlay(sample => context.Request(MathPrompt.English(sample.Text("problem")), target.Decoding), new ChannelScorer(new BoxedAnswerScorer(), facts)),
            Judge = new FiguresJudge([bar is null ? new ReportedAccuracy() : new EpochAccuracy(bar), new ByProblem(), new ByEpoch(), new DistinctTries(target.Decoding.Temperature), .. context.OfEveryReply()]),
            Target = bar,
            Epochs = context.Settings.Tier == Tier.Full || bar is not null ? epochs : Math.Min(epochs, ReportedEpochs),
            ExpectedSeconds = 600,
            Attachments = Plots,
            UnreadableIsWrong = true,
            TriesAreStrata = true,
        };
        if (context.Settings.Tier != Tier.Standard)
            return Preparation.Of(benchmark);

        // Without a published figure a recorded baseline still gives something to be held against.
        var form = new SequentialForm
        {
            MaxInfrastructureRate = context.Settings.MaxInfrastructureRate,
            Fixed = benchmark with { Epochs = epochs },
            MaximumTrials = dataset.Samples.Count * epochs,
            LeastToConform = Math.Min(100, dataset.Samples.Count * epochs / 3),
            Version = "1",
            Judge = accuracy => new FiguresJudge([new StoppedAccuracy(accuracy), new ByProblem(), new DistinctTries(target.Decoding.Temperature), .. context.OfEveryReply()]),
        };
        return Preparation.Of(bar is null ? benchmark with { Sequential = form } : form.Against(bar));
    }

    /// <summary>Answers come as text or as numbers; they are compared as text.</summary>
    private static Sample Readable(Sample sample)
    {
        if (sample.Data["answer"] is not { } answer)
            throw new InvalidDataException($"{DatasetName}: item {sample.Id} has no answer.");
        var data = sample.Data.DeepClone().AsObject();
        data["answer"] = answer.ToString();
        return sample with { Data = data };
    }
}
