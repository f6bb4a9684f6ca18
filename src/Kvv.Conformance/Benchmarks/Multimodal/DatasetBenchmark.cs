using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Conformance.Profiles;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Datasets;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Multimodal;

/// <summary>
/// What benchmarks on public sets of pictures share: they need a model that sees, figures in the profile, and the data. Full tries
/// every item in file order; standard tries them in a registered random order, none twice, and stops when the evidence settles it.
/// </summary>
internal abstract class DatasetBenchmark : IBenchmarkDefinition
{
    // Another version gives another order.
    private const string ScheduleVersion = "1";

    public abstract string Id { get; }

    public string Category => Conformance.Category.Multimodal;

    public abstract string Title { get; }

    public virtual string? SmokeTest => null;

    /// <summary>What the makers' scoring rule differs in.</summary>
    protected abstract string UpstreamRule { get; }

    protected abstract IScorer Scorer { get; }

    protected abstract double ExpectedSeconds { get; }

    public bool RunsIn(Tier tier) => tier != Tier.Smoke;

    public Preparation Prepare(BenchmarkContext context)
    {
        if (context.Profile.Features.Vision != true)
            return Preparation.Unsupported($"the profile {context.Profile.Name} does not say that the model sees pictures");
        if (context.Target(Id) is not { } target)
            return Preparation.NotRun($"the profile {context.Profile.Name} has no benchmark \"{Id}\"");
        if (context.Settings.DatasetDirectory is not { } directory)
            return Preparation.NotRun("no folder of data sets is set; set DatasetDirectory");
        try
        {
            var store = DatasetStore.For(directory, context.FixturesFolder);
            return Preparation.Of(Make(context, target, store, store.Open(Id)));
        }
        catch (DatasetMissingException e)
        {
            return Preparation.NotRun(e.Message);
        }
    }

    /// <summary>The pictures and the text of an item.</summary>
    protected abstract (IReadOnlyList<BlobReference> Pictures, string Text) Prompt(Sample sample);

    private Benchmark Make(BenchmarkContext context, BenchmarkTarget target, DatasetStore store, Dataset dataset)
    {
        var bar = target.Baseline is null && target.Threshold is null ? null : target.AccuracyTarget();
        var complete = new CompleteAnswers(context.Bar(ReasoningFigures.LimitsOf, CompleteAnswers.Name));
        GroupedJudge Judge(Func<IReadOnlyList<TrialRecord>, Metric>? accuracy) => new(accuracy, complete, UpstreamRule);
        var benchmark = new Benchmark
        {
            Id = Id,
            Category = Category,
            Dataset = dataset,
            Play = new SingleRequestPlay(
                sample =>
                {
                    var (pictures, text) = Prompt(sample);
                    return context.Request(PicturePrompt.Of(store, pictures, text, context.Settings.ImageCompatibility), target.Decoding);
                },
                Scorer),
            Judge = Judge(bar is null ? null : trials => AccuracyRule.Judge(bar, trials)),
            Target = bar,
            UnreadableIsWrong = true,
            Epochs = target.Epochs ?? 1,
            ExpectedSeconds = ExpectedSeconds,
        };
        if (context.Settings.Tier != Tier.Standard)
            return benchmark;

        // Without a figure in the profile a recorded baseline still gives something to be held against.
        var form = new SequentialForm
        {
            MaxInfrastructureRate = context.Settings.MaxInfrastructureRate,
            Fixed = benchmark,
            IsOnceEach = true,
            MaximumTrials = dataset.Samples.Count,
            Version = ScheduleVersion,
            Judge = accuracy => Judge(accuracy),
        };
        return bar is null ? benchmark with { Sequential = form } : form.Against(bar);
    }
}
