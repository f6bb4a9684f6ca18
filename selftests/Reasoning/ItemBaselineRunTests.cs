using System.Globalization;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>A recorded baseline of a draw stops the run by itself, item by item: a healthy endpoint conforms to it, a degraded one fails.</summary>
[TestFixture]
internal sealed class ItemBaselineRunTests
{
    private const int Tries = 3;

    private static readonly ReasoningRun Official = new() { Tier = Tier.Standard, Skill = 0.9 };

    private string _folder = null!;
    private BaselineFile _baseline = null!;

    [OneTimeSetUp]
    public async Task Record()
    {
        _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        _baseline = await Official.RecordAsync("generated-problems", _folder, Tries);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheRecordingTriesEveryItemEquallyOften()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_baseline.Items, Has.Count.EqualTo(220));
            Assert.That(_baseline.Items.Select(i => i.Scores.Count), Is.All.EqualTo(Tries));
            Assert.That(_baseline.Mean, Is.InRange(0.8, 0.97));
            Assert.That(_baseline.Figures[0].Value, Is.EqualTo(_baseline.Mean).Within(1e-9), "the figure of the recording is that of the items");
        }
    }

    [Test]
    public async Task AHealthyEndpointConformsAndTheRuleNamesTheItemsItWasHeldAgainst()
    {
        var result = await (Official with { Baselines = _folder, Concurrency = 3 }).OfAsync("generated-problems");
        var metric = result.Metrics[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((metric.Name, metric.Status), Is.EqualTo((BaselineJudge.MetricName, MetricStatus.Pass)), result.Figures());
            Assert.That(metric.Baseline, Is.EqualTo(_baseline.Mean).Within(1e-9));
            Assert.That(metric.Explanation, Does.Contain("held item by item against"));
            Assert.That(result.Trials, Has.Count.LessThan(result.Benchmark.Trials), "it stops early");
            Assert.That(result.Status, Is.EqualTo(MetricStatus.Pass), result.Figures());
        }

        var files = result.Benchmark.Attachments!(result.Trials).ToDictionary(a => a.Name, a => a.Content);
        var rule = SequentialRule.FromJson(files["rule.json"]);
        var replay = VerdictLedger.Replay(rule, files["ledger.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(VerdictLedgerEntry.FromJson));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(rule.ItemOffsets, Has.Count.EqualTo(220));
            Assert.That(rule.Hashes.Keys, Is.EquivalentTo(new[] { "baseline", "dataset" }));
            Assert.That((replay.Agrees, replay.Result.Verdict), Is.EqualTo((true, StatisticalVerdict.Conforms)));
        }
    }

    // Some points below the official endpoint, and still between floor and reference of the profile: only the baseline shows it.
    [Test]
    public async Task AnEndpointThatLostAccuracyFailsThoughTheFloorWouldNotShowIt()
    {
        var degraded = Official with { Skill = 0.85, Concurrency = 3 };
        var against = await (degraded with { Baselines = _folder }).OfAsync("generated-problems");
        var floor = await degraded.OfAsync("generated-problems");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((against.Metrics[0].Name, against.Metrics[0].Status), Is.EqualTo((BaselineJudge.MetricName, MetricStatus.Fail)), against.Figures());
            Assert.That(against.Metrics[0].Faults, Does.Contain("dk-quant-corruption"));
            Assert.That(floor.Metrics[0].Status, Is.Not.EqualTo(MetricStatus.Fail), floor.Figures());
        }
    }

    [Test]
    public async Task CorruptedAnswersFailBesideAnAccuracyThatHolds()
    {
        var result = await (Official with { Baselines = _folder, Faults = "dk-quant-corruption:p=0.3" }).OfAsync("generated-problems");
        Assert.That((result.Status, result.Named().Contains("dk-quant-corruption")), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
    }

    // A fixed-size benchmark with a baseline: the comparison replaces the floor of the accuracy, and nothing else.
    [Test]
    public async Task ABaselineDoesNotSilenceTheRulesOfTheChannel()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "smoke")).FullName;
        await (Official with { Tier = Tier.Smoke }).RecordAsync("generated-problems", folder);
        var result = await (Official with { Tier = Tier.Smoke, Baselines = folder, Faults = "rc-close-tag-in-content" }).OfAsync("generated-problems");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Metrics.Select(m => m.Name), Does.Contain(BaselineJudge.MetricName));
            Assert.That((result.Status, result.Named().Contains("rc-close-tag-in-content")), Is.EqualTo((MetricStatus.Fail, true)), result.Figures());
        }
    }

    [Test]
    public async Task AnEndpointGainsNothingByLosingTheAnswersItWouldGetWrong()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "lost")).FullName;
        await (Official with { Tier = Tier.Smoke, Skill = 1 }).RecordAsync("generated-problems", folder);
        var result = await (Official with { Tier = Tier.Smoke, Skill = 1, Baselines = folder, Faults = "rc-final-answer-dropped:p=0.5" }).OfAsync("generated-problems");
        var compared = result.Metrics.Single(m => m.Name == BaselineJudge.MetricName);
        Assert.That(compared.Value, Is.LessThan(0.8), result.Figures());
    }

    [Test]
    public async Task ABaselineThatDoesNotServeIsSaidAndTheOwnRuleStopsTheRun()
    {
        foreach (var (change, said) in new (Func<BaselineFile, BaselineFile>, string)[]
        {
            (b => b with { Items = [.. b.Items.Skip(5)] }, "no score for 5 of 220 items"),
            (b => b with { Decoding = b.Decoding! with { Temperature = 0.1 } }, "another decoding"),
            (b => b with { Items = [.. b.Items.Select((item, i) => item with { Scores = i % 2 == 0 ? [0, 1] : [1, 0] })] }, "--tries"),
        })
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, _baseline.FileName), change(_baseline).ToJson());
            var benchmark = ((Kvv.Conformance.Benchmarks.Preparation.Ready)(Official with { Baselines = folder }).Prepare("generated-problems")).Benchmark;
            var metrics = benchmark.Judge.Judge([]);
            var metric = metrics.SingleOrDefault(m => m.Name == BaselineJudge.MetricName);
            Assert.That(metric?.Explanation ?? metrics[0].Explanation, Does.Contain(said));
            Assert.That(benchmark.StopRule is not null, Is.True);
        }
    }

    [Test]
    public void ErrorRatesHoldAgainstItemResults()
    {
        // An official endpoint of 40 items with 64 tries each; endpoints just at its mean, and just the margin below it.
        const int Runs = 400;
        var dice = new SplitMix64(7);
        var rates = Enumerable.Range(0, 40).Select(i => i % 5 == 0 ? 0.7 : 0.97).ToArray();
        var items = Enumerable.Range(0, 40).Select(i => new BaselineItem($"item-{i}", [.. Enumerable.Range(0, 64).Select(_ => dice.NextDouble() < rates[i] ? 1d : 0)])).ToList();
        Benchmark Drawn(int run) => ItemComparison.TryAgainst(Form(40, run), _baseline with { Items = items }, out var unusable) ?? throw new InvalidOperationException(unusable);
        var benchmark = Drawn(0);
        var mean = items.Average(i => i.Scores.Average());
        var (passes, _, _) = Simulate(Drawn, DesignBets.ShiftDown(rates, rates.Average() - mean + benchmark.Target!.Margin).Rates, Runs);
        var (_, fails, trials) = Simulate(Drawn, DesignBets.ShiftDown(rates, rates.Average() - mean).Rates, Runs);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(passes, Is.LessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs))));
            Assert.That(fails, Is.LessThanOrEqualTo(0.01 + (3 * Math.Sqrt(0.01 * 0.99 / Runs))));
            Assert.That(trials, Is.LessThan(0.6 * benchmark.Trials));
            Assert.That(trials, Is.EqualTo(benchmark.ExpectedTrials!.Value).Within(0.35 * trials), "what the plan says");
        }
    }

    private static SequentialForm Form(int items, int version) => new()
    {
        Fixed = new()
        {
            Id = "test",
            Category = "Reasoning",
            Dataset = new("items", "1", [.. Enumerable.Range(0, items).Select(i => new Sample($"item-{i}", []))]),
            Play = new Engine.ScriptedBenchmark((_, _) => throw new InvalidOperationException("Nothing is played here.")),
            Judge = new AccuracyJudge(new(0.9, 0.1, false, "test")),
        },
        MaximumTrials = items * 32,
        Version = version.ToString(CultureInfo.InvariantCulture),
        Judge = accuracy => new OneFigure(accuracy),
    };

    private static (double Passes, double Fails, double Trials) Simulate(Func<int, Benchmark> drawn, double[] rates, int runs)
    {
        int passes = 0, fails = 0;
        long count = 0;
        for (var run = 0; run < runs; run++)
        {
            var random = new SplitMix64((ulong)(100 + run));
            // The promise is over the drawn orders too: each run has one of its own.
            var benchmark = drawn(run);
            var rule = benchmark.StopRule!();
            var trials = new List<TrialRecord>();
            string? reason = null;
            for (var position = 0; reason is null && position < benchmark.Trials; position++)
            {
                var slot = benchmark.At(position);
                trials.Add(new()
                {
                    Benchmark = "test",
                    Sample = benchmark.Dataset.Samples[slot.Item].Id,
                    Epoch = slot.Epoch,
                    ConfigurationHash = position.ToString(CultureInfo.InvariantCulture),
                    Outcome = TrialOutcome.Scored,
                    Value = random.NextDouble() < rates[slot.Item] ? 1 : 0,
                    Explanation = "",
                });
                reason = rule.Observe(trials[^1]);
            }

            var status = run < 20 ? benchmark.Judge.Judge(trials)[0].Status : reason!.Contains("conforms", StringComparison.Ordinal) ? MetricStatus.Pass : reason.Contains("fails", StringComparison.Ordinal) ? MetricStatus.Fail : MetricStatus.Undecided;
            passes += status == MetricStatus.Pass ? 1 : 0;
            fails += status == MetricStatus.Fail ? 1 : 0;
            count += trials.Count;
        }

        return ((double)passes / runs, (double)fails / runs, (double)count / runs);
    }

    private sealed class OneFigure(Func<IReadOnlyList<TrialRecord>, Metric> figure) : IBenchmarkJudge
    {
        public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials) => [figure(trials)];
    }
}
