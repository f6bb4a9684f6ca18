using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.Multimodal.Vision;
using Kvv.Conformance.Faults;
using Kvv.Evaluation.Benchmarks;
using Kvv.SelfTests.Evaluation;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>The probe files hold together: pictures exist, answers are known to the reference endpoint, signatures name their defect.</summary>
[TestFixture]
public sealed class ProbeFileTests
{
    private const long MostBytes = 3_000_000;

    private static readonly string Folder = Path.Combine(VisionRun.Fixtures, "multimodal");
    private static readonly IReadOnlyDictionary<string, Defect> Defects = Defect.Load(Path.Combine(Folder, "defects.json"));

    private static readonly IReadOnlyList<VisionProbe> Probes =
        [.. JsonlDataset.Read("probes", Path.Combine(Folder, "probes.jsonl")).Samples.Select(VisionProbe.Read)];

    private static IEnumerable<TestCaseData> Signatures() =>
        from probe in Probes
        where probe.Kind == "read"
        from signature in probe.Signatures
        from answer in signature.Value.Items
        where answer != "HTTP 4xx"
        select new TestCaseData(probe.Id, answer, signature.Key).SetArgDisplayNames(probe.Id, signature.Key, answer);

    [Test]
    public void ThereAreEnoughProbesInFewBytes()
    {
        Assert.That(Probes, Has.Count.AtLeast(90));
        Assert.That(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), Is.LessThan(MostBytes));
    }

    [Test]
    public void EveryPictureIsUsedAndEveryUsedOneExists()
    {
        var used = Probes.SelectMany(p => p.Steps).SelectMany(s => s.Messages).SelectMany(m => m!["content"] as JsonArray ?? [])
            .Select(p => (string?)p!["picture"] ?? (string?)p["video"]).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        Assert.That(used, Is.EqualTo(Directory.EnumerateFiles(Path.Combine(Folder, "pictures")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)));
    }

    [Test]
    public void TheSightKeyKnowsEveryPictureButTheBrokenOnes()
    {
        var known = File.ReadLines(Path.Combine(Folder, "sight.jsonl")).Select(l => (string?)JsonNode.Parse(l)!["sha256"]).OfType<string>().ToHashSet();
        var unknown = Directory.EnumerateFiles(Path.Combine(Folder, "pictures"))
            .Where(f => !known.Contains(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f))))).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);
        Assert.That(unknown, Is.EqualTo(new[] { "damaged.png", "header.png", "text.png", "truncated.jpg", "truncated.png", "zeros.png" }));
    }

    [Test]
    public void DefectsNameFaultsOfTheCatalogue()
    {
        var catalogue = FaultCatalogue.Load(VisionRun.Fixtures);
        Assert.That(Defects.Values.Select(d => d.Fault).OfType<string>().Where(f => !catalogue.TryGet(f, out _)), Is.Empty);
        Assert.That(Defects.Keys.Except(Probes.SelectMany(p => p.Shows)), Is.EqualTo(new[] { "video-dropped" }).Or.Empty, "defects that no probe can show");
    }

    [TestCaseSource(nameof(Signatures))]
    public void ASignatureNamesItsDefect(string id, string answer, string defect)
    {
        var probe = Probes.Single(p => p.Id == id);
        var score = new VisionScore(Probes, Defects).Judge(probe, probe.Steps[0], Exchanges.Answered(answer));
        Assert.That(score.Value, Is.Zero);
        Assert.That((string?)score.Details!["defects"]![0], Is.EqualTo(defect));
        Assert.That(score.Faults, Is.EqualTo(Defects[defect].Fault is { } fault ? new[] { fault } : []));
    }

    [TestCase("exif-6-arrow", "The arrow points **up**.", 1)]
    [TestCase("exif-6-arrow", "Not left, not right: up", 1)]
    [TestCase("exif-6-arrow", "It points to the corner.", 0)]
    [TestCase("seams-circles-3", "I count 3 circles.", 1)]
    [TestCase("seams-circles-3", "30", 0)]
    [TestCase("content-receipt-total", "$10.05", 1)]
    [TestCase("content-formula", "−7", 1)]
    [TestCase("content-formula", "7", 0)]
    [TestCase("content-chinese-1", "图片中写的是“山水”。", 1)]
    [TestCase("exif-1-quarters", "Top left red, then green, then blue, and at last yellow.", 1)]
    [TestCase("exif-1-quarters", "red, green, yellow, blue", 0)]
    public void AnAnswerIsFoundInASentence(string id, string reply, double value)
    {
        var probe = Probes.Single(p => p.Id == id);
        Assert.That(new VisionScore(Probes, Defects).Judge(probe, probe.Steps[0], Exchanges.Answered(reply)).Value, Is.EqualTo(value));
    }

    [Test]
    public void AnEmptyAnswerIsNotScored()
    {
        var probe = Probes.Single(p => p.Id == "exif-6-arrow");
        Assert.That(new VisionScore(Probes, Defects).Judge(probe, probe.Steps[0], Exchanges.Answered(" ", "length")), Is.EqualTo(new Score(null, null, "the reply ended at its token limit before an answer", true)));
    }
}
