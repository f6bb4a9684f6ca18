using Kvv.Conformance.Benchmarks.Reasoning.Figures;
using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>Every judgement that holds a figure against a published one counts that figure's own error where its sample size is known.</summary>
[TestFixture]
internal sealed class PublishedSizeTests
{
    private const int Items = 60;

    private static readonly AccuracyTarget Exact = new(.89, .03, IsBaseline: true, "test");
    private static readonly AccuracyTarget Sized = Exact with { SampleSize = 1000 };

    // The same trials, close to either bound.
    [TestCase(880, MetricStatus.Pass)]
    [TestCase(864, MetricStatus.Fail)]
    public void AnAccuracyThatIsSettledAgainstAnExactFigureIsNotAgainstAnUncertainOne(int right, MetricStatus exact)
    {
        var trials = Trials(1000, i => i < right);
        var (known, sized) = (AccuracyRule.Judge(Exact, trials), AccuracyRule.Judge(Sized, trials));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((known.Status, sized.Status), Is.EqualTo((exact, MetricStatus.Undecided)));
            Assert.That((sized.Value, sized.Baseline, sized.Threshold), Is.EqualTo((known.Value, known.Baseline, known.Threshold)));
            Assert.That(sized.PValue!.Value, Is.GreaterThan(known.PValue!.Value), "a verdict over many figures is told as much");
            Assert.That(sized.Explanation, Does.Contain("itself a mean over 1,000 trials"));
            Assert.That(known.Explanation, Does.Not.Contain("itself"));
        }
    }

    [TestCase(930, MetricStatus.Pass)]
    [TestCase(800, MetricStatus.Fail)]
    public void WhatIsClearIsSettledEitherWay(int right, MetricStatus expected) =>
        Assert.That(AccuracyRule.Judge(Sized, Trials(1000, i => i < right)).Status, Is.EqualTo(expected));

    // Thirty-two tries of each item, the last one of which is wrong in some items.
    [Test]
    public void TriesOfItemsAreJudgedWithTheErrorOfTheFigureToo()
    {
        var trials = Trials(960, i => i % Items > 5 || i / Items > 7, epochOf: i => i / Items, itemOf: i => i % Items);
        var metric = (AccuracyTarget target) => new EpochAccuracy(target).Of(trials);
        var target = new AccuracyTarget(.96, .03, IsBaseline: true, "test");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(metric(target).Status, Is.EqualTo(MetricStatus.Pass), metric(target).Explanation);
            Assert.That(metric(target with { SampleSize = 100 }).Status, Is.EqualTo(MetricStatus.Undecided), metric(target).Explanation);
            Assert.That(metric(target with { SampleSize = 100 }).Explanation, Does.Contain("itself a mean over 100 trials"));
        }
    }

    [Test]
    public void ALimitIsBrokenOnlyBeyondTheErrorOfAPublishedShare()
    {
        var (exact, sized) = (Shares.Judge("share", 95, 100, Exact with { Reference = .99, Margin = .05 }, "hold"), Shares.Judge("share", 95, 100, Exact with { Reference = .99, Margin = .05, SampleSize = 100 }, "hold"));
        Assert.That((exact.Status, sized.Status), Is.EqualTo((MetricStatus.Fail, MetricStatus.Pass)), sized.Explanation);
        Assert.That(Shares.Judge("share", 60, 100, Exact with { Reference = .99, Margin = .05, SampleSize = 100 }, "hold").Status, Is.EqualTo(MetricStatus.Fail));
    }

    [Test]
    public void ATriggerF1IsHeldAgainstTheShareBehindThePublishedOne()
    {
        static double F1(double share) => 2 * share / (1 + share);
        var share = new CountedShare("trigger-f1", 1490, 2430, "counts") { Figure = F1 };
        var target = new MetricTarget { Baseline = .78, Margin = .03, Source = "test" };
        var (exact, sized) = (ShareRule.Judge(share, target), ShareRule.Judge(share, target with { SampleSize = 2430 }));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exact.Status, sized.Status), Is.EqualTo((MetricStatus.Fail, MetricStatus.Undecided)), sized.Explanation);
            Assert.That(sized.Explanation, Does.Contain("itself drawn from 2,430 trials"));
            Assert.That(ShareRule.Judge(share with { Hits = 1000 }, target with { SampleSize = 2430 }).Status, Is.EqualTo(MetricStatus.Fail));
            Assert.That(ShareRule.Judge(share with { Hits = 1700 }, target with { SampleSize = 2430 }).Status, Is.EqualTo(MetricStatus.Pass));
        }
    }

    // .89 over 1,000 trials is known to a fifth of the margin, over 400 trials to a third.
    [TestCase(null, true, null)]
    [TestCase(100_000, true, "a mean over 100,000 trials")]
    [TestCase(1000, true, "coarse for this margin")]
    [TestCase(400, false, null)]
    public void AFigureKnownTooCoarselyIsNotStoppedEarly(int? size, bool stops, string? said)
    {
        var form = Form();
        var benchmark = form.Against(Exact with { SampleSize = size });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(benchmark.StopRule is not null, Is.EqualTo(stops));
            Assert.That(benchmark.Sequential, Is.SameAs(form), "item results can still stop it");
            Assert.That(benchmark.Target!.SampleSize, Is.EqualTo(size));
            var explanation = benchmark.Judge.Judge(Trials(40, _ => true))[0].Explanation;
            Assert.That(explanation, said is null ? Does.Not.Contain("held against the published") : Does.Contain(said));
        }
    }

    private static SequentialForm Form() => new()
    {
        Fixed = new()
        {
            Id = "test",
            Category = "Reasoning",
            Dataset = new("items", "1", [.. Enumerable.Range(0, Items).Select(i => new Sample($"item-{i}", []))]),
            Play = new Engine.ScriptedBenchmark((_, _) => throw new InvalidOperationException("Nothing is played here.")),
            Judge = new AccuracyJudge(Exact),
        },
        MaximumTrials = 960,
        Version = "1",
        Judge = accuracy => new OneFigure(accuracy),
    };

    private static List<TrialRecord> Trials(int count, Func<int, bool> right, Func<int, int>? epochOf = null, Func<int, int>? itemOf = null) =>
    [
        .. Enumerable.Range(0, count).Select(i => new TrialRecord
        {
            Benchmark = "test",
            Sample = $"item-{itemOf?.Invoke(i) ?? i}",
            Epoch = epochOf?.Invoke(i) ?? 0,
            ConfigurationHash = "0",
            Outcome = TrialOutcome.Scored,
            Value = right(i) ? 1 : 0,
            Explanation = "",
        }),
    ];

    private sealed class OneFigure(Func<IReadOnlyList<TrialRecord>, Metric> figure) : IBenchmarkJudge
    {
        public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials) => [figure(trials)];
    }
}
