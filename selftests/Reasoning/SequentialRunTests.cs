using System.Text.Json.Nodes;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.Evaluation.Problems;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>The verdict that stops a run is the one anyone recomputes from its ledger, however the run came about.</summary>
[TestFixture]
internal sealed class SequentialRunTests
{
    private static readonly AccuracyTarget Target = new(0.9, 0.1, false, "test");

    private static readonly Dataset Items = new("items", "1", [.. Enumerable.Range(0, 30).Select(i => new Sample($"item-{i}", []))]);

    private static SequentialDesign Design => SequentialDesign.For("test", Target, Items, 960, "1");

    [Test]
    public void TheJudgeFindsTheVerdictThatStoppedTheRun([Values(0.5, 0.8, 0.9, 0.99)] double rate, [Values(1UL, 2UL, 3UL)] ulong seed)
    {
        var (trials, reason) = Run(Design, rate, seed);
        var metric = new SequentialAccuracy(Design, Target).Accuracy(trials);
        Assert.That(metric.Status, Is.EqualTo(reason!.Contains("conforms") ? MetricStatus.Pass : reason.Contains("fails") ? MetricStatus.Fail : MetricStatus.Undecided), metric.Explanation);
    }

    [Test]
    public void TrialsUnderWayAtTheStopAreInTheLedgerAndChangeNothing()
    {
        var (trials, _) = Run(Design, 0.99, 4);
        var design = Design;
        var late = Enumerable.Range(trials.Count, 8).Select(i => Record(design, i, 0)).ToList();
        var before = design.Replay(trials);
        var after = design.Replay([.. trials, .. late]);
        Assert.That(after.Result.Verdict, Is.EqualTo(before.Result.Verdict));
        Assert.That(after.Ledger.Count(l => !l.Used), Is.EqualTo(8));
    }

    [Test]
    public void TheOrderInWhichTrialsAreHandedOverDoesNotMatterAndAGapEndsThePrefix()
    {
        var (trials, _) = Run(Design, 0.85, 5);
        var design = Design;
        Assert.That(design.Replay([.. trials.Reverse()]).Ledger, Is.EqualTo(design.Replay(trials).Ledger));
        Assert.That(design.Replay([.. trials.Where((_, i) => i != 10)]).Ledger, Has.Count.EqualTo(10));
    }

    [Test]
    public void RuleAndLedgerFilesReproduceTheVerdictAndAnEditedLineIsFound()
    {
        var (trials, _) = Run(Design, 0.6, 6);
        var files = new SequentialAccuracy(Design, Target).Ledger(trials).ToDictionary(f => f.Name, f => f.Content);
        var rule = SequentialRule.FromJson(files["rule.json"]);
        var lines = files["ledger.jsonl"].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(VerdictLedgerEntry.FromJson).ToList();
        var replay = VerdictLedger.Replay(rule, lines);
        lines[3] = lines[3] with { Score = 1 - lines[3].Score };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(replay.Agrees, Is.True);
            Assert.That(replay.Result.Verdict, Is.EqualTo(StatisticalVerdict.Fails));
            Assert.That(VerdictLedger.Replay(rule, lines).FirstMismatch, Is.EqualTo(3));
        }
    }

    // The accuracy may be settled by twenty replies; the figures of the channel need more of them.
    [Test]
    public void ConformsEndsTheRunOnlyAfterTheLeastTrialsAndFailsAtOnce([Values(0.3, 1.0)] double rate)
    {
        const int Least = 150;
        var (short_, shortReason) = Run(Design, rate, 7);
        var (long_, longReason) = Run(Design, rate, 7, Least);
        var (before, after) = (new SequentialAccuracy(Design, Target).Accuracy(short_), new SequentialAccuracy(Design, Target).Accuracy(long_));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(short_, Has.Count.LessThan(Least));
            Assert.That(long_, Has.Count.EqualTo(rate < 0.5 ? short_.Count : Least));
            Assert.That((longReason, after), Is.EqualTo((shortReason, before)), "the verdict is that of the first crossing");
        }
    }

    [Test]
    public void AnOutageDecidesNothing()
    {
        var design = Design;
        var rule = new SequentialStopRule(design);
        string? reason = null;
        for (var i = 0; reason is null; i++)
            reason = rule.Observe(Record(design, i, null) with { Outcome = TrialOutcome.Infrastructure });
        Assert.That(reason, Does.StartWith("undecided").And.Contain("without an answer"));
    }

    [Test]
    public void ErrorRatesHoldAtTheBarAndAtTheReference()
    {
        // Seeded: a run of 400 passes at the bar in at most 5 % and fails at the reference in at most 1 %, plus three standard errors.
        const int Runs = 400;
        var atBar = Enumerable.Range(0, Runs).Count(i => Run(Design, 0.8, (ulong)(1000 + i)).Reason!.Contains("conforms"));
        var atReference = Enumerable.Range(0, Runs).Count(i => Run(Design, 0.9, (ulong)(9000 + i)).Reason!.Contains("fails"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((double)atBar / Runs, Is.LessThanOrEqualTo(0.05 + (3 * Math.Sqrt(0.05 * 0.95 / Runs))));
            Assert.That((double)atReference / Runs, Is.LessThanOrEqualTo(0.01 + (3 * Math.Sqrt(0.01 * 0.99 / Runs))));
        }
    }

    [Test]
    public async Task AnInterruptedRunEndsWithTheVerdictOfAStraightOne([Values] bool againstItems)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            var run = new ReasoningRun { Tier = Tier.Standard, Skill = 0.8, Concurrency = 3 };
            if (againstItems)
            {
                var baselines = Directory.CreateDirectory(Path.Combine(folder, "baselines")).FullName;
                await (run with { Skill = 0.9 }).RecordAsync("generated-problems", baselines, tries: 1);
                run = run with { Baselines = baselines };
            }

            var straight = await run.OfAsync("generated-problems");
            var journal = Path.Combine(folder, "journal.jsonl");
            await Assert.CatchAsync<OperationCanceledException>(() => (run with { Journal = journal, KilledAfter = 17 }).OfAsync("generated-problems"));
            var resumed = await (run with { Journal = journal }).OfAsync("generated-problems");
            var (a, b) = (straight.Metrics[0], resumed.Metrics[0]);
            Assert.That(a.Name, Is.EqualTo(againstItems ? "against-baseline" : "accuracy"));
            Assert.That((b.Status, b.Value, resumed.StopReason), Is.EqualTo((a.Status, a.Value, straight.StopReason)), $"{straight.Figures()}\n{resumed.Figures()}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Shards cannot stop: each makes its third of the order, in its own time. What they made is joined and judged as one run.
    [Test]
    public void JoinedShardsOfEverySchemeGiveTheVerdictOfTheRunThatStopped([Values] Scheme scheme, [Values(0.95, 0.85, 0.5)] double rate)
    {
        var design = ItemDesign(scheme);
        var (straight, reason) = Run(design, rate, 8);
        var random = new SplitMix64(8);
        var all = Enumerable.Range(0, design.Order.Count).Select(i => Record(design, i, random.NextDouble() < rate ? 1 : 0)).ToList();
        var joined = Enumerable.Range(0, 3).SelectMany(shard => all.Where((_, i) => i % 3 == shard).Reverse()).ToList();
        var (alone, together) = (design.Replay(straight), ItemDesign(scheme).Replay(joined));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(together.Result, Is.EqualTo(alone.Result));
            Assert.That(together.Ledger.Where(l => l.Used), Is.EqualTo(alone.Ledger));
            Assert.That(SequentialReason.Of(together.Result.Verdict, together.Result.Reason, together.Result.Positions), Is.EqualTo(reason));
        }
    }

    [Test]
    public async Task AimeStopsEarlyInStandardRunsInFullAndSaysHowToGetItsData()
    {
        var folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        try
        {
            var missing = new ReasoningRun { Tier = Tier.Standard, Datasets = folder }.Prepare("aime-2025");
            Assert.That(missing, Is.InstanceOf<Kvv.Conformance.Benchmarks.Preparation.NotReady>());
            Assert.That(missing.ToString(), Does.Contain("kvv datasets pull aime25"));

            // Drawn problems in the place of the data set: the embedded endpoint knows their answers.
            Directory.CreateDirectory(Path.Combine(folder, "aime25"));
            var rows = ProblemSet.Draw(20_260_801, 1, 0, 0).Samples.Where(s => s.Text("language") == "en").Take(12)
                .Select((s, i) => new JsonObject { ["id"] = $"{i}", ["problem"] = s.Text("question"), ["answer"] = s.Text("answer") }.ToJsonString());
            await File.WriteAllLinesAsync(Path.Combine(folder, "aime25", "test.jsonl"), rows);
            var result = await new ReasoningRun { Tier = Tier.Standard, Datasets = folder }.OfAsync("aime-2025");
            Assert.That(result.Metrics[0].Value, Is.EqualTo(1), result.Figures());
            Assert.That(result.Trials, Has.Count.EqualTo(48), "four tries each: the profile has no figure");
            Assert.That(result.Attachments, Is.SupersetOf(new[] { "accuracy.svg", "accuracy.json", "output-lengths.svg" }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public enum Scheme
    {
        Independent,
        Stratified,
        Once,
    }

    // Against item results: 300 trials at most of 30 items, or each of 300 items once.
    private static SequentialDesign ItemDesign(Scheme scheme)
    {
        var items = scheme == Scheme.Once ? Enumerable.Range(0, 300).Select(i => new Sample($"item-{i}", [])).ToArray() : [.. Items.Samples];
        var baselines = ItemBaselines.FromKnownRates([.. items.Select((_, i) => i % 3 == 0 ? 0.8 : 0.95)]);
        SamplingScheme sampling = scheme switch
        {
            Scheme.Independent => new IndependentDraws(items.Length),
            Scheme.Stratified => new StratifiedEpochs(items.Length),
            _ => new WithoutReplacement(items.Length),
        };
        var rule = SequentialRule.ForBenchmark("test", baselines, 0.05, sampling, 300) with { ScheduleText = SequentialDesign.ScheduleText("test", "1") };
        return new(rule, new Dataset("items", "1", items));
    }

    private static (IReadOnlyList<TrialRecord> Trials, string? Reason) Run(SequentialDesign design, double rate, ulong seed, int least = 0)
    {
        var random = new SplitMix64(seed);
        var rule = new SequentialStopRule(design, least);
        var trials = new List<TrialRecord>();
        string? reason = null;
        while (reason is null)
        {
            trials.Add(Record(design, trials.Count, random.NextDouble() < rate ? 1 : 0));
            reason = rule.Observe(trials[^1]);
        }

        return (trials, reason);
    }

    private static TrialRecord Record(SequentialDesign design, int position, double? value) => new()
    {
        Benchmark = "test",
        Sample = $"item-{design.Order[position].Item}",
        Epoch = design.Order[position].Epoch,
        ConfigurationHash = $"hash-{position}",
        Outcome = TrialOutcome.Scored,
        Value = value,
        Explanation = "",
    };
}
