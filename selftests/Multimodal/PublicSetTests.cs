using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Images;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.Evaluation;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>OCRBench and MMMU-Pro on a data set directory of a few items: what is sent, how it is scored, and what is said when the data are not there.</summary>
[TestFixture]
public sealed class PublicSetTests
{
    private OwnSets _sets = null!;

    [SetUp]
    public void FillTheDirectory() => _sets = new();

    [TearDown]
    public void RemoveTheDirectory() => _sets.Dispose();

    [TestCase("ocrbench")]
    [TestCase("mmmu-pro")]
    public void WithoutTheDataTheRemedyIsSaid(string id)
    {
        Assert.That(((Preparation.NotReady)_sets.Prepare(id, "kimi-k2.6")).Reason, Does.Contain($"kvv datasets pull {id}"));
    }

    [TestCase("ocrbench")]
    [TestCase("mmmu-pro")]
    public void AModelWithoutVisionIsNotAsked(string id) =>
        Assert.That(((Preparation.NotReady)_sets.Prepare(id, "kimi-k2-0905")).IsUnsupported, Is.True);

    [Test]
    public void PublicSetsAreNoPartOfTheSmokeTier([Values("ocrbench", "mmmu-pro")] string id)
    {
        Assert.That(BenchmarkRegistry.Get(id).RunsIn(Tier.Smoke), Is.False);
        Assert.That(BenchmarkRegistry.Get(id).RunsIn(Tier.Standard), Is.True);
        Assert.That(BenchmarkRegistry.Get("mmmu-pro").SmokeTest, Is.EqualTo("ocrbench"));
    }

    [Test]
    public void OcrBenchSendsThePictureAndTheBareQuestion()
    {
        _sets.Items("ocrbench", _sets.Ocr("Digit String Recognition", "What number is it?", "17"));
        var benchmark = _sets.Ready("ocrbench", "kimi-k3");
        var request = JsonNode.Parse(benchmark.Play.FirstRequest(benchmark.Dataset.Samples[0], 0).ToString())!;
        var content = request["messages"]![0]!["content"]!.AsArray();
        Assert.That((string?)content[0]!["image_url"]!["url"], Does.StartWith("data:image/png;base64,iVBOR"), "byte for byte, no JPEG");
        Assert.That((string?)content[1]!["text"], Is.EqualTo("What number is it?"));
        Assert.That((int?)request["max_tokens"], Is.EqualTo(16384));
        Assert.That(benchmark.Target, Is.Not.Null.And.Property("Reference").EqualTo(0.89));
    }

    [Test]
    public void JpegIsSentWhenTheUserAsksForIt()
    {
        var photo = File.ReadAllBytes(Path.Combine(VisionRun.Fixtures, "multimodal", "pictures", "exif-6-arrow.jpg"));
        var item = _sets.Mmmu("test_1", "Which?", "['red', 'blue']", "B", 1);
        item["image_2"] = _sets.Blob(photo, "image/jpeg");
        _sets.Items("mmmu-pro", item);
        var benchmark = _sets.Ready("mmmu-pro", "kimi-k3", ("KVV_IMAGE_COMPATIBILITY", "jpeg"));
        var content = JsonNode.Parse(benchmark.Play.FirstRequest(benchmark.Dataset.Samples[0], 0).ToString())!["messages"]![0]!["content"]!.AsArray();
        Assert.That((string?)content[0]!["image_url"]!["url"], Does.StartWith("data:image/jpeg;base64,/9j/4AAQSkZJRg"), "a PNG becomes JPEG");
        var again = (string?)content[1]!["image_url"]!["url"];
        Assert.That(again, Does.StartWith("data:image/jpeg;base64,/9j/4AAQSkZJRg").And.Not.Contains(Convert.ToBase64String(photo)), "a JPEG is encoded once more");
        var (sent, stored) = (JpegDecoder.Decode(Convert.FromBase64String(again!.Split(',')[1])), JpegDecoder.Decode(photo, upright: true));
        Assert.That((sent.Width, sent.Height), Is.EqualTo((stored.Width, stored.Height)));
        Assert.That(sent.Rgba.Zip(stored.Rgba, (a, b) => Math.Abs(a - b)).Average(), Is.LessThan(3), "upright, as its EXIF says: what is sent says nothing any more");
    }

    [TestCase("format-webp-lossy.webp", "image/webp")]
    [TestCase("truncated.png", "image/png")]
    [TestCase("truncated.jpg", "image/jpeg")]
    public void WhatCannotBecomeJpegIsNamedWithTheRemedy(string picture, string mediaType)
    {
        var item = _sets.Mmmu("test_1", "Which?", "['red', 'blue']", "B", 0);
        item["image_1"] = _sets.Blob(File.ReadAllBytes(Path.Combine(VisionRun.Fixtures, "multimodal", "pictures", picture)), mediaType);
        _sets.Items("mmmu-pro", item);
        var benchmark = _sets.Ready("mmmu-pro", "kimi-k3", ("KVV_IMAGE_COMPATIBILITY", "jpeg"));
        Assert.That(() => benchmark.Play.FirstRequest(benchmark.Dataset.Samples[0], 0), Throws.TypeOf<InvalidDataException>().With.Message.Contains("ImageCompatibility=original"));
    }

    [Test]
    public void MmmuProSendsAllPicturesTheQuestionAndTheOptions()
    {
        _sets.Items("mmmu-pro", _sets.Mmmu("validation_1", "Look at <image 1> and <image 2>.", "['red', \"it's blue\"]", "B", 2));
        var benchmark = _sets.Ready("mmmu-pro", "kimi-k2.6");
        var content = JsonNode.Parse(benchmark.Play.FirstRequest(benchmark.Dataset.Samples[0], 0).ToString())!["messages"]![0]!["content"]!.AsArray();
        Assert.That(content.Select(p => (string?)p!["type"]), Is.EqualTo(new[] { "image_url", "image_url", "text" }));
        Assert.That((string?)content[2]!["text"], Does.StartWith("Look at <image 1> and <image 2>.\nA. red\nB. it's blue\n\n").And.Contain("Answer: X"));
        Assert.That(benchmark.Target, Has.Property("Reference").EqualTo(0.75).And.Property("IsBaseline").False, "the maker published no figure for this model: a floor");
    }

    [TestCase("So it is blue.\n\nAnswer: B", 1.0, 1.0)]
    [TestCase("Answer: A", 0.0, 0.0)]
    [TestCase("I see a picture.", null, 0.5)]
    public async Task MmmuProScoresWithoutGuessing(string reply, double? value, double upstream)
    {
        _sets.Items("mmmu-pro", _sets.Mmmu("validation_1", "Which?", "['red', 'blue']", "B", 1));
        var score = await Score("mmmu-pro", reply);
        Assert.That(score.Value, Is.EqualTo(value));
        Assert.That((double?)score.Details!["upstream"], Is.EqualTo(upstream));
    }

    [TestCase("The number is 17.", 1.0, 1.0)]
    [TestCase("The number is 117.", 0.0, 1.0)]
    [TestCase("", null, 0.0)]
    public async Task OcrBenchScoresWholeNumbers(string reply, double? value, double upstream)
    {
        _sets.Items("ocrbench", _sets.Ocr("Digit String Recognition", "What number is it?", "17"));
        var score = await Score("ocrbench", reply);
        Assert.That(score.Value, Is.EqualTo(value));
        Assert.That((double?)score.Details!["upstream"], Is.EqualTo(upstream));
    }

    [Test]
    public void FiguresComeByGroupWithUnparsedAndTruncated()
    {
        _sets.Items("ocrbench", _sets.Ocr("Digit String Recognition", "What number is it?", "17"));
        var judge = _sets.Ready("ocrbench", "kimi-k3").Judge;
        var trials = Enumerable.Range(0, 100).Select(i => Trial(i, i < 90 ? 1 : i < 95 ? 0 : null, i >= 98, i % 2 == 0 ? "Digits" : "Words")).ToList();
        var metrics = judge.Judge(trials).ToDictionary(m => m.Name);
        Assert.Multiple(() =>
        {
            Assert.That(metrics["accuracy"].Value, Is.EqualTo(0.9).Within(1e-12));
            Assert.That(metrics["accuracy"].Baseline, Is.EqualTo(0.89));
            Assert.That(metrics["unparsed"].Value, Is.EqualTo(0.05).Within(1e-12));
            Assert.That(metrics["truncated"].Value, Is.EqualTo(0.02).Within(1e-12));
            Assert.That(metrics["accuracy of Digits"].Value, Is.EqualTo(0.9).Within(1e-12));
            Assert.That(metrics["accuracy by the makers' rule"].Value, Is.EqualTo(0.25).Within(1e-12));
        });
    }

    private static TrialRecord Trial(int i, double? value, bool truncated, string group) => new()
    {
        Benchmark = "ocrbench",
        Sample = $"{i}",
        Epoch = 0,
        ConfigurationHash = "",
        Outcome = value is null ? TrialOutcome.Unscored : TrialOutcome.Scored,
        Value = value,
        Truncated = truncated,
        Explanation = "",
        Details = new JsonObject { ["group"] = group, ["upstream"] = 0.25 },
    };

    private async Task<Score> Score(string id, string reply)
    {
        var benchmark = _sets.Ready(id, "kimi-k2.6");
        var sample = benchmark.Dataset.Samples[0];
        var played = await benchmark.Play.PlayAsync(new TrialContext(sample, 0, "test", (_, _, _) => Task.FromResult(Exchanges.Answered(reply)), null), CancellationToken.None);
        return played.Score!;
    }
}
