using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Planning;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.Reasoning;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace Kvv.SelfTests.Planning;

/// <summary>What a plan says about power and early stopping is what the judgements then do.</summary>
[TestFixture]
internal sealed class PowerTests
{
    // Summed over every outcome, each judged by the rule itself.
    [TestCase(0.9, 0.1, 40)]
    [TestCase(0.9, 0.1, 132)]
    [TestCase(0.89, 0.03, 300)]
    public void ThePowerOfSingleTrialsIsExact(double reference, double margin, int trials)
    {
        var target = new AccuracyTarget(reference, margin, false, "test");
        var power = PlannedPower.Of(Benchmark(target, trials))!;
        double passes = 0, fails = 0;
        for (var right = 0; right <= trials; right++)
        {
            var status = AccuracyRule.Judge(target, Trials(right, trials)).Status;
            passes += status == MetricStatus.Pass ? Binomial.PMF(reference, trials, right) : 0;
            fails += status == MetricStatus.Fail ? Binomial.PMF(reference - margin, trials, right) : 0;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(power.Passes, Is.EqualTo(passes).Within(1e-9));
            Assert.That(power.Fails, Is.EqualTo(fails).Within(1e-9));
        }
    }

    // Against a figure that is itself a mean over as many trials; .673 and .365 summed over the outcomes of both sides.
    [Test]
    public void AFigureWithAnErrorOfItsOwnCostsPower()
    {
        var target = new AccuracyTarget(0.89, 0.03, true, "test");
        var (exact, sized) = (PlannedPower.Of(Benchmark(target, 1000))!, PlannedPower.Of(Benchmark(target with { SampleSize = 1000 }, 1000))!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(sized.Passes, Is.EqualTo(0.673).Within(0.03));
            Assert.That(sized.Fails, Is.EqualTo(0.365).Within(0.03));
            Assert.That(exact.Passes, Is.GreaterThan(sized.Passes + 0.1));
        }
    }

    // 442 trials of AIME-like items have 95 % power for a margin of .03 (within-item variance .0367).
    [Test]
    public void ItemResultsGiveThePublishedPower() =>
        Assert.That(PlannedPower.Normal(new(0.93, 0.03, true, "test"), 442, 0.0367, 0).Passes, Is.EqualTo(0.95).Within(0.001));

    [Test]
    public void NothingIsSaidWhereNoShareDecides()
    {
        var target = new AccuracyTarget(0.9, 0.1, false, "test");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PlannedPower.Of(Benchmark(target, 40) with { JudgesShare = false }), Is.Null);
            Assert.That(PlannedPower.Of(Benchmark(target, 40) with { Target = null }), Is.Null);
        }
    }

    // Mean trials of the research simulations: rates, and one pass over items without replacement.
    [TestCase(0.95, 0.99, 0, null, 2000, 126)]
    [TestCase(0.95, 0.99, 0.09, null, 2000, 43)]
    [TestCase(0.95, 0.99, 0.14, null, 2000, 25)]
    [TestCase(0.86, 0.89, 0, 1000, 1000, 452)]
    [TestCase(0.86, 0.89, 0.05, 1000, 1000, 342)]
    [TestCase(0.86, 0.89, 0.10, 1000, 1000, 150)]
    [TestCase(0.77, 0.80, 0, 1730, 1730, 696)]
    [TestCase(0.77, 0.80, 0.10, 1730, 1730, 228)]
    public void ExpectedTrialsAreThoseOfSimulation(double bad, double good, double below, int? once, int cap, double simulated)
    {
        var rule = SequentialRule.ForProportion("test", bad, good, once ?? 1, cap);
        if (once is { } items)
            rule = rule with { Scheme = new WithoutReplacement(items) };
        Assert.That(ExpectedTrials.Of(rule, below), Is.EqualTo(simulated).Within(16).Percent);
    }

    [Test]
    public void ExpectedTrialsAgainstItemsAreThoseOfTheDesignAndFallWithTheLoss()
    {
        var rates = Enumerable.Range(0, 30).Select(i => i < 20 ? 0.99 : 0.81).ToList();
        var rule = SequentialRule.ForBenchmark("test", ItemBaselines.FromKnownRates(rates), 0.03, new IndependentDraws(30), 960);
        var (same, worse, broken) = (ExpectedTrials.Of(rule, 0), ExpectedTrials.Of(rule, 0.1), ExpectedTrials.Of(rule, 0.5));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(same, Is.EqualTo(RunPlan.For(rule).Good).Within(2).Percent);
            Assert.That(worse, Is.LessThan(same / 3));
            Assert.That(broken, Is.InRange(rule.MinimumTrials, 25));
        }
    }

    [Test]
    public void ThePlanSaysPowerAndWhatStoppingEarlyCosts()
    {
        var lines = Plan(Tier.Standard, priceInput: 1, priceOutput: 2);
        var at = lines.FindIndex(l => l.StartsWith("  generated-problems: 220 trials at most", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[at + 1], Does.Match(@"^    power over all 220 trials: an endpoint at 0\.900 passes with 9\d %, one at 0\.800 fails with 9\d %$"));
            Assert.That(lines[at + 2], Does.Match(@"^    stopping early: at 0\.900 after about 8\d trials \([\d,]{6,} tokens, cost about \d+\.\d\d\), at 0\.700 after about 3\d trials \([\d,]{6,} tokens, cost about \d+\.\d\d\)$"));
            Assert.That(lines.SkipWhile(l => !l.StartsWith("  cache-and-batch:", StringComparison.Ordinal)).ElementAt(1), Does.Contain("power: not stated"));
        }
    }

    [Test]
    public void WithoutPricesThePlanNamesTokensAndNoCostAndAFixedTierStopsNowhere()
    {
        var (standard, smoke) = (Plan(Tier.Standard), Plan(Tier.Smoke));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(standard.Where(l => l.Contains("stopping early", StringComparison.Ordinal)), Has.Exactly(1).Contains("tokens)").And.None.Contains("cost"));
            Assert.That(smoke, Has.None.Contains("stopping early"));
            Assert.That(smoke, Has.Exactly(1).Contains("power over all 44 trials"));
        }
    }

    private static List<string> Plan(Tier tier, decimal? priceInput = null, decimal? priceOutput = null)
    {
        var context = new ReasoningRun { Tier = tier }.Context;
        var priced = new BenchmarkContext(context.Probes, context.Settings with { PriceInput = priceInput, PriceOutput = priceOutput }, context.FixturesFolder);
        var nowhere = Path.Combine(RepositoryRoot.Path, "there-are-no-runs-here");
        return
        [
            .. VerificationPlan.Estimate(
                priced, CostTable.Load(context.FixturesFolder), EarlierRuns.Read(nowhere, "kimi-k2.6", "", ""),
                d => d.Category == Kvv.Conformance.Category.Reasoning ? d.Prepare(priced) : Preparation.NotRun("not asked for")).Lines(),
        ];
    }

    private static Benchmark Benchmark(AccuracyTarget target, int items) => new()
    {
        Id = "test",
        Category = "Reasoning",
        Dataset = new("items", "1", [.. Enumerable.Range(0, items).Select(i => new Sample($"item-{i}", []))]),
        Play = new Engine.ScriptedBenchmark((_, _) => throw new InvalidOperationException("Nothing is played here.")),
        Judge = new AccuracyJudge(target),
        Target = target,
    };

    private static List<TrialRecord> Trials(int right, int trials) =>
    [
        .. Enumerable.Range(0, trials).Select(i => new TrialRecord
        {
            Benchmark = "test",
            Sample = $"item-{i}",
            Epoch = 0,
            ConfigurationHash = "0",
            Outcome = TrialOutcome.Scored,
            Value = i < right ? 1 : 0,
            Explanation = "",
        }),
    ];
}
