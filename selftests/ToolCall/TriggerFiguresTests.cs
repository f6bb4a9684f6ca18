using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Datasets;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.Evaluation;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.ToolCalls;

/// <summary>Trigger figures against tables computed by hand and against what the maker published.</summary>
[TestFixture]
public sealed class TriggerFiguresTests
{
    private static readonly Dictionary<string, MetricTarget> Bars = new() { ["trigger-f1"] = new() { Threshold = 0.8, Reason = "test", Source = "test" } };

    // Hits, surplus, missed, rightly silent; then precision, recall, F1 by hand.
    [TestCase(40, 10, 5, 45, 0.8, 0.888889, 0.842105)]
    [TestCase(1, 1, 1, 0, 0.5, 0.5, 0.5)]
    [TestCase(30, 0, 30, 0, 1.0, 0.5, 0.666667)]
    [TestCase(7, 3, 0, 90, 0.7, 1.0, 0.823529)]
    public void FiguresAgreeWithHandComputedTables(int hits, int surplus, int missed, int silent, double precision, double recall, double f1)
    {
        var metrics = Judge(hits, surplus, missed, silent);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Value(metrics, "precision"), Is.EqualTo(precision).Within(1e-6));
            Assert.That(Value(metrics, "recall"), Is.EqualTo(recall).Within(1e-6));
            Assert.That(Value(metrics, "trigger-f1"), Is.EqualTo(f1).Within(1e-6));
        }
    }

    [TestCase(TriggerJudge.LanguageFollowing, "Привет, Ada.", null, 0.0, MetricStatus.Fail)]
    [TestCase(TriggerJudge.LanguageFollowing, "Hello, Ada. 你好。", "Wait, Привет?", 1.0, MetricStatus.Pass)]
    [TestCase("not-only-reasoning", "", "I answer next.", 0.0, MetricStatus.Fail)]
    [TestCase("not-only-reasoning", "Hello.", "I answer next.", 1.0, MetricStatus.Pass)]
    public void WhatIsJudgedOfTheTextsOutlivesThem(string metric, string content, string? reasoning, double figure, MetricStatus status)
    {
        var profile = new ProfileStore(Path.Combine(EmbeddedRun.Fixtures, "models")).Load("minimax-m2");
        var scorer = new ConversationScorer(profile, _ => null, _ => false);
        var exchange = Exchanges.Answered(new ReplyChoice { Content = content, Reasoning = reasoning, FinishReason = "stop" });
        // As the scheduler keeps a trial: scored, and without its texts.
        var trials = Enumerable.Range(0, 40).Select(i => new Sample($"not-{i}", [])).Select(s => TrialRecord.Of(new("t", s.Id, 0), "", new(scorer.Score(s, exchange), [exchange])).WithoutTexts()).ToList();
        var bars = new Dictionary<string, MetricTarget> { [metric] = new() { Threshold = 0.4, Reason = "test", Source = "test" } };
        var judged = new TriggerJudge(trials.ToDictionary(t => t.Sample, _ => false), bars, null, seed: 3).Judge(trials).Single(m => m.Name == metric);
        Assert.That((judged.Value, judged.Status), Is.EqualTo(((double?)figure, status)), judged.Explanation);
        Assert.That(JudgeTrials(trials).Select(m => m.Name), Does.Not.Contain(TriggerJudge.LanguageFollowing), "no bar, no figure");
    }

    [Test]
    public void AZeroDenominatorIsNoFigureNotZero()
    {
        var nothingDue = Judge(0, 0, 0, 20);
        var neverCalled = Judge(0, 0, 12, 8);
        var alwaysWrong = Judge(0, 9, 0, 11);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Value(nothingDue, "trigger-f1"), Is.Null, "no call is due and none was made");
            Assert.That(nothingDue[0].Status, Is.EqualTo(MetricStatus.Undecided));
            Assert.That(Value(nothingDue, "schema-accuracy"), Is.Null);
            Assert.That(Value(neverCalled, "precision"), Is.Null, "nothing was called");
            Assert.That(Value(neverCalled, "recall"), Is.Zero);
            Assert.That(Value(neverCalled, "trigger-f1"), Is.Zero);
            Assert.That(neverCalled[0].Status, Is.EqualTo(MetricStatus.Fail));
            Assert.That(Value(alwaysWrong, "recall"), Is.Null, "nothing was due");
            Assert.That(Value(alwaysWrong, "precision"), Is.Zero);
        }
    }

    [Test]
    public void AFailureCountsAsNotCalledAndIsSaid()
    {
        var trials = Trials(10, 0, 0, 9).Append(new TrialRecord { Benchmark = "t", Sample = "due-x", Epoch = 0, ConfigurationHash = "", Outcome = TrialOutcome.Infrastructure, Explanation = "HTTP 503" }).ToList();
        var metrics = JudgeTrials(trials);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Value(metrics, "recall"), Is.EqualTo(10.0 / 11).Within(1e-9));
            Assert.That(metrics[0].Explanation, Does.Contain("1 without an answer (counted as not called)"));
        }
    }

    [Test]
    public void TheIntervalHoldsTheEstimateAndIsTheSameForTheSameSeed()
    {
        var first = Judge(40, 10, 5, 45)[0].Interval!.Value;
        var second = Judge(40, 10, 5, 45)[0].Interval!.Value;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Is.EqualTo(second));
            Assert.That(first.Contains(0.842105));
            // The delta method gives 0.842 ± 0.078 for these counts.
            Assert.That(first.Low, Is.EqualTo(0.764).Within(0.02));
            Assert.That(first.High, Is.EqualTo(0.920).Within(0.02));
        }
    }

    // Calls, valid calls and schema accuracy in per cent as published on 2025-11-15 for K2-thinking and K2-0905.
    [TestCase(1958, 1958, 100)]
    [TestCase(1827, 1825, 99.89)]
    [TestCase(2119, 2097, 98.96)]
    [TestCase(1850, 1775, 95.95)]
    [TestCase(2128, 1856, 87.22)]
    [TestCase(1778, 1715, 96.46)]
    [TestCase(1305, 1302, 99.77)]
    [TestCase(1325, 1007, 76.00)]
    [TestCase(1269, 928, 73.13)]
    [TestCase(644, 544, 84.47)]
    public void PublishedCountsGiveThePublishedSchemaAccuracy(int calls, int valid, double percent)
    {
        var counts = Counts(stop: 4000 - calls, calls, others: 0, errors: calls - valid, valid);
        Assert.That(Math.Round(counts.SchemaAccuracy!.Value * 100, 2), Is.EqualTo(percent));
    }

    // Requests; stop, tool_calls, other, schema errors, valid; published similarity to the official counts.
    [TestCase(4000, 2659, 1301, 40, 0, 1301, 99.26)]
    [TestCase(4000, 2717, 1279, 4, 195, 1084, 92.87)]
    [TestCase(4000, 2546, 1443, 8, 347, 1096, 88.83)]
    [TestCase(4000, 3327, 633, 37, 82, 551, 70.49)]
    [TestCase(4000, 3866, 131, 0, 27, 104, 49.12)]
    [TestCase(2000, 1441, 513, 46, 0, 513, 99.29)]
    [TestCase(2000, 1483, 514, 3, 10, 504, 96.82)]
    [TestCase(2000, 1777, 217, 6, 9, 208, 72.23)]
    [TestCase(2000, 1906, 94, 0, 4, 90, 61.55)]
    public void PublishedCountsGiveThePublishedSimilarity(int requests, int stop, int calls, int others, int errors, int valid, double percent)
    {
        var official = requests == 4000 ? new ResultCounts(2679, 1286, 35, 0, 1286) : new ResultCounts(1437, 522, 41, 0, 522);
        Assert.That(Math.Round(Counts(stop, calls, others, errors, valid).Similarity(official, requests) * 100, 2), Is.EqualTo(percent));
    }

    /// <summary>Counts by way of a results file, so that the reader is part of the test.</summary>
    private static ResultCounts Counts(int stop, int calls, int others, int errors, int valid)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-results-").FullName;
        try
        {
            var set = Directory.CreateDirectory(Path.Combine(folder, "k2vv")).FullName;
            File.WriteAllText(Path.Combine(set, "samples.jsonl"), """{"messages":[]}""");
            var records = Enumerable.Repeat(("stop", (bool?)null), stop).Concat(Enumerable.Repeat(("tool_calls", (bool?)true), valid)).Concat(Enumerable.Repeat(("tool_calls", (bool?)false), errors)).Concat(Enumerable.Repeat(("length", (bool?)null), others));
            File.WriteAllLines(Path.Combine(set, "kimi-k2-0905_results.jsonl"), records.Select((r, i) => new JsonObject { ["data_index"] = i + 1, ["status"] = "success", ["finish_reason"] = r.Item1, ["tool_calls_valid"] = r.Item2, ["last_run_at"] = "2025-11-15T10:00:00" }.ToJsonString()));
            var counts = ResultCounts.Of([.. new K2vvSet(DatasetStore.For(folder, EmbeddedRun.Fixtures)).Official("kimi-k2-0905")!.Values]);
            Assert.That(counts, Is.EqualTo(new ResultCounts(stop, calls, others, errors, valid)));
            return counts;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IReadOnlyList<Metric> Judge(int hits, int surplus, int missed, int silent) => JudgeTrials(Trials(hits, surplus, missed, silent));

    private static IReadOnlyList<Metric> JudgeTrials(IReadOnlyList<TrialRecord> trials) =>
        new TriggerJudge(trials.ToDictionary(t => t.Sample, t => t.Sample.StartsWith("due", StringComparison.Ordinal)), Bars, null, seed: 3).Judge(trials);

    private static List<TrialRecord> Trials(int hits, int surplus, int missed, int silent) =>
    [
        .. Enumerable.Range(0, hits).Select(i => Trial($"due-hit-{i}", "tool_calls")),
        .. Enumerable.Range(0, surplus).Select(i => Trial($"not-{i}", "tool_calls")),
        .. Enumerable.Range(0, missed).Select(i => Trial($"due-missed-{i}", "stop")),
        .. Enumerable.Range(0, silent).Select(i => Trial($"not-silent-{i}", "stop")),
    ];

    private static TrialRecord Trial(string sample, string finish) => new()
    {
        Benchmark = "t",
        Sample = sample,
        Epoch = 0,
        ConfigurationHash = "",
        Outcome = TrialOutcome.Scored,
        Value = 1,
        Explanation = "",
        FinishReason = finish,
        Details = finish == "tool_calls" ? new JsonObject { [ConversationScorer.CallsValid] = true } : null,
    };

    private static double? Value(IReadOnlyList<Metric> metrics, string name) => metrics.Single(m => m.Name == name).Value;
}
