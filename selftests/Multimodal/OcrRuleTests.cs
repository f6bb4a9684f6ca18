using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.Multimodal.Ocr;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>Whether a reply holds the right answer of OCRBench, against replies judged by hand, and beside the makers' rule.</summary>
[TestFixture]
public sealed class OcrRuleTests
{
    private static IReadOnlyList<JsonObject> Replies { get; } =
        [.. File.ReadLines(Path.Combine(RepositoryRoot.Path, "selftests", "Multimodal", "ocr-replies.jsonl")).Select(l => (JsonObject)JsonNode.Parse(l)!)];

    private static IEnumerable<TestCaseData> Cases() => Replies.Select((r, i) =>
        new TestCaseData((string)r["category"]!, r["answers"]!.AsArray().Select(a => (string)a!).ToArray(), (string)r["reply"]!, (bool)r["right"]!, (bool)r["upstream"]!).SetArgDisplayNames($"reply {i + 1}"));

    [TestCaseSource(nameof(Cases))]
    public void TheVerdictIsTheOneAHumanGives(string category, string[] answers, string reply, bool right, bool upstream)
    {
        Assert.That(OcrRule.Found(category, answers, reply) is not null, Is.EqualTo(right), $"{string.Join(" | ", answers)} in: {reply}");
        Assert.That(OcrRule.Upstream(category, answers, reply), Is.EqualTo(upstream), $"{string.Join(" | ", answers)} in: {reply}");
    }

    [Test]
    public void TheTableIsLargeAndHoldsWrongVerdictsOfTheMakersRule()
    {
        var wrong = Replies.Where(r => (bool)r["upstream"]! != (bool)r["right"]!).ToList();
        TestContext.Out.WriteLine($"{Replies.Count} replies, {wrong.Count} of them judged wrongly by the makers' rule");
        Assert.That(Replies, Has.Count.AtLeast(100));
        Assert.That(Replies.Select(r => $"{r["category"]}: {r["answers"]!.ToJsonString()}: {r["reply"]}"), Is.Unique);
        Assert.That(wrong, Has.Count.AtLeast(10));
        Assert.That(wrong.Select(r => (string?)r["note"]), Is.All.Not.Null, "each of them says why");
    }
}
