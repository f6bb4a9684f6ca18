using System.Text.Json.Nodes;
using Kvv.Conformance.Baselines;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Problems;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>
/// AIME 2025 as published, on drawn problems in the place of the data set (the embedded endpoint knows their answers), and with
/// the official figure that the profiles lack.
/// </summary>
[TestFixture]
internal sealed class AimeRunTests
{
    private const int Problems = 10;
    private const int Epochs = 6;

    private string _folder = null!;

    private ReasoningRun Full => new() { Tier = Tier.Full, Datasets = _folder, ProfileFile = Path.Combine(_folder, "profile.json") };

    [SetUp]
    public async Task Make()
    {
        _folder = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        Directory.CreateDirectory(Path.Combine(_folder, "aime25"));
        var rows = ProblemSet.Draw(20_260_801, 1, 0, 0).Samples.Where(s => s.Text("language") == "en").Take(Problems)
            .Select((s, i) => new JsonObject { ["id"] = $"{i:00}", ["problem"] = s.Text("question"), ["answer"] = s.Text("answer") }.ToJsonString());
        await File.WriteAllLinesAsync(Path.Combine(_folder, "aime25", "test.jsonl"), rows);
        await WriteProfileAsync(0.93);
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task AccuracyIsReportedOverallPerProblemAndPerEpoch()
    {
        var result = await (Full with { Skill = 0.8 }).OfAsync("aime-2025");
        var file = JsonNode.Parse(result.Benchmark.Attachments!(result.Trials).Single(a => a.Name == "accuracy.json").Content)!;
        var (problems, epochs) = (file["problems"]!.AsObject(), file["epochs"]!.AsObject());
        using (Assert.EnterMultipleScope())
        {
            Assert.That((double)file["overall"]!["accuracy"]!, Is.EqualTo(result.Trials.Average(t => t.Value ?? 0)).Within(1e-9));
            Assert.That(problems.Select(p => p.Key), Is.EqualTo(Enumerable.Range(0, Problems).Select(i => $"{i:00}")));
            Assert.That(problems.Select(p => (int)p.Value!["trials"]!), Is.All.EqualTo(Epochs));
            Assert.That(problems.Select(p => (double)p.Value!["accuracy"]!).Distinct(), Has.Exactly(2).Items, "right or wrong as a whole: the embedded endpoint answers every try of a problem alike");
            Assert.That(epochs.Select(e => int.Parse(e.Key, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(Enumerable.Range(0, Epochs)));
            Assert.That(epochs.Select(e => (int)e.Value!["trials"]!), Is.All.EqualTo(Problems));
            Assert.That(result.Metrics.Select(m => m.Name), Does.Contain("epochs"));
        }
    }

    // Wrong now and then in every problem: the items are strata, and what differs between them is no noise.
    [TestCase("", MetricStatus.Pass)]
    [TestCase("rc-final-answer-dropped:p=0.3", MetricStatus.Fail)]
    public async Task TheFullDesignIsJudgedAgainstThePublishedFigure(string faults, MetricStatus expected)
    {
        var result = await (Full with { Faults = faults }).OfAsync("aime-2025");
        var metric = result.Metrics[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Trials, Has.Count.EqualTo(Problems * Epochs));
            Assert.That((metric.Name, metric.Status, metric.Baseline), Is.EqualTo(("accuracy", expected, (double?)0.93)), result.Figures());
            Assert.That(metric.Explanation, faults.Length == 0 ? Does.Contain("right") : Does.Contain("with the items as strata"), "without any variation the exact rule judges");
        }
    }

    // The same replies: settled against the figure as if it were exact, not against one drawn from so few trials.
    [Test]
    public async Task TheSampleSizeOfThePublishedFigureReachesTheVerdictAndTheResult()
    {
        var result = await (Full with { Faults = "rc-final-answer-dropped:p=0.3" }).OfAsync("aime-2025");
        await WriteProfileAsync(0.93, sampleSize: 10);
        var prepared = ((Kvv.Conformance.Benchmarks.Preparation.Ready)Full.Prepare("aime-2025")).Benchmark;
        var metric = prepared.Judge.Judge(result.Trials)[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Metrics[0].Status, metric.Status), Is.EqualTo((MetricStatus.Fail, MetricStatus.Undecided)), metric.Explanation);
            Assert.That(metric.Explanation, Does.Contain("itself a mean over 10 trials"));
            Assert.That(prepared.Target!.SampleSize, Is.EqualTo(10));
        }
    }

    [Test]
    public async Task WithoutAPublishedFigureARecordedBaselineStopsTheStandardTier()
    {
        await WriteProfileAsync(null);
        var standard = Full with { Tier = Tier.Standard };
        var recorded = await standard.RecordAsync("aime-2025", _folder, tries: 32);
        var healthy = await (standard with { Baselines = _folder }).OfAsync("aime-2025");
        var broken = await (standard with { Baselines = _folder, Faults = "rc-final-answer-dropped:p=0.3" }).OfAsync("aime-2025");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(recorded.Items.Select(i => i.Scores.Count), Is.All.EqualTo(32));
            Assert.That((healthy.Metrics[0].Name, healthy.Metrics[0].Status), Is.EqualTo((BaselineJudge.MetricName, MetricStatus.Pass)), healthy.Figures());
            Assert.That((broken.Metrics[0].Name, broken.Metrics[0].Status), Is.EqualTo((BaselineJudge.MetricName, MetricStatus.Fail)), broken.Figures());
            Assert.That(broken.Trials.Count, Is.LessThan(60));
        }
    }

    private async Task WriteProfileAsync(double? baseline, int? sampleSize = null)
    {
        var profile = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json")))!;
        var aime = profile["benchmarks"]!["aime-2025"]!.AsObject();
        aime["epochs"] = Epochs;
        if (baseline is { } figure)
            (aime["baseline"], aime["margin"], aime["reason"]) = (figure, 0.2, "A wide margin for few items.");
        if (sampleSize is { } size)
            aime["sampleSize"] = size;
        await File.WriteAllTextAsync(Path.Combine(_folder, "profile.json"), profile.ToJsonString());
    }
}
