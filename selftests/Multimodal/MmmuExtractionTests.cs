using System.Text.Json;
using System.Text.Json.Nodes;
using Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;
using NUnit.Framework;

namespace Kvv.SelfTests.Multimodal;

/// <summary>The letter that a reply settles on, against replies judged by hand, and beside what the makers' rule takes.</summary>
[TestFixture]
public sealed class MmmuExtractionTests
{
    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "selftests", "Multimodal");

    private static readonly Dictionary<string, string[]> Options =
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(Folder, "mmmu-options.json")))!;

    private static IReadOnlyList<JsonObject> Replies { get; } =
        [.. File.ReadLines(Path.Combine(Folder, "mmmu-replies.jsonl")).Select(l => (JsonObject)JsonNode.Parse(l)!)];

    private static IEnumerable<TestCaseData> Cases() => Replies.Select((r, i) =>
        new TestCaseData((string)r["set"]!, (string)r["reply"]!, (string?)r["letter"], (string?)r["upstream"]).SetArgDisplayNames($"reply {i + 1}"));

    [TestCaseSource(nameof(Cases))]
    public void TheLetterIsTheOneAHumanReads(string set, string reply, string? letter, string? upstream)
    {
        Assert.That(ChoiceExtraction.Extract(reply, Options[set]), Is.EqualTo(letter), reply);
        Assert.That(UpstreamChoice.Extract(reply, Options[set]), Is.EqualTo(upstream), reply);
    }

    [Test]
    public void TheTableIsLargeAndHoldsWrongVerdictsOfTheMakersRule()
    {
        var wrong = Replies.Where(r => r["upstream"] is not null && (string?)r["upstream"] != (string?)r["letter"]).ToList();
        TestContext.Out.WriteLine($"{Replies.Count} replies; the makers' rule reads {wrong.Count} wrongly and draws {Replies.Count(r => r["upstream"] is null && r["letter"] is not null)} that can be read");
        Assert.That(Replies, Has.Count.AtLeast(150));
        Assert.That(Replies.Select(r => $"{r["set"]}: {r["reply"]}"), Is.Unique);
        Assert.That(wrong, Has.Count.AtLeast(10));
        Assert.That(wrong.Select(r => (string?)r["note"]), Is.All.Not.Null, "each of them says why");
    }

    [Test]
    public void NoReplyMakesTheExtractionThrowOrTakeLong([Values("(", "\\boxed{", "Answer:", "答案", "A ", "$", "**", "Answer: (")] string piece)
    {
        var reply = string.Concat(Enumerable.Repeat(piece, 20_000));
        Assert.That(() => ChoiceExtraction.Extract(reply, Options["metals"]), Throws.Nothing);
    }
}
