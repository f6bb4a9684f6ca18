using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scorers;
using NUnit.Framework;

namespace Kvv.SelfTests.Evaluation;

/// <summary>Hand-judged replies: what counts as the answer, and what is no answer at all.</summary>
[TestFixture]
public sealed class ShortAnswerScorerTests
{
    [TestCase("integer", "391", "391", 1)]
    [TestCase("integer", "391", "17 × 23 = 391", 1)]
    [TestCase("integer", "391", "The answer is **391**.", 1)]
    [TestCase("integer", "1234", "1,234", 1)]
    [TestCase("integer", "-5", "It is −5", 1)]
    [TestCase("integer", "391", "390", 0)]
    [TestCase("integer", "391", "391 or 392", 0)]
    [TestCase("integer", "391", "three hundred ninety-one", null)]
    [TestCase("integer", "391", "", null)]
    [TestCase("list", "1, 2, 3", "1,2,3", 1)]
    [TestCase("list", "1, 2, 3", "Sorted:\n1, 2, 3", 1)]
    [TestCase("list", "1, 2, 3", "3, 2, 1", 0)]
    [TestCase("list", "1, 2, 3", "none", null)]
    [TestCase("word", "violin", "Violin.", 1)]
    [TestCase("word", "violin", "pepper", 0)]
    [TestCase("exact", "VIOLIN", " VIOLIN\n", 1)]
    [TestCase("exact", "VIOLIN", "violin", 0)]
    public void Reply(string kind, string answer, string content, double? expected) =>
        Assert.That(Score(kind, answer, content).Value, Is.EqualTo(expected));

    [Test]
    public void ACutReplyWithoutAnAnswerIsUnscoredAndSaysSo()
    {
        var score = Score("integer", "391", "Let me think", finish: "length");
        Assert.That((score.Value, score.Truncated, score.Explanation), Is.EqualTo(((double?)null, true, "the reply ended at its token limit before an answer")));
    }

    [Test]
    public void AnUnknownKindIsAnErrorOfTheData() => Assert.Throws<InvalidDataException>(() => Score("colour", "red", "red"));

    private static Score Score(string kind, string answer, string content, string finish = "stop")
    {
        var sample = new Sample("s", new JsonObject { ["kind"] = kind, ["answer"] = answer });
        return new ShortAnswerScorer().Score(sample, Exchanges.Answered(content, finish));
    }
}
