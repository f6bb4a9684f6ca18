using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scorers.Exact;
using Kvv.SelfTests.Evaluation;
using NUnit.Framework;

namespace Kvv.SelfTests.Reasoning;

/// <summary>Final answers are found and compared as a person would.</summary>
[TestFixture]
internal sealed class BoxedAnswerTests
{
    private static IEnumerable<TestCaseData> Rows() => JudgedAnswers.All.Select((row, i) => new TestCaseData(row.Text, row.Answer, row.Judgement).SetName($"row {i + 1:000}: {row.Judgement}"));

    [TestCaseSource(nameof(Rows))]
    public void AnswersAreJudgedAsAPersonJudgesThem(string text, string answer, Judged judgement) =>
        Assert.That(Judge(text, answer), Is.EqualTo(judgement), $"{text} against {answer}: found {BoxedAnswer.Find(text) ?? "nothing"}");

    [Test]
    public void TheTableIsLongEnoughAndNoRowStandsTwice()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JudgedAnswers.All, Has.Count.AtLeast(120));
            Assert.That(JudgedAnswers.All.Select(row => (row.Text, row.Answer)), Is.Unique);
            Assert.That(JudgedAnswers.All.Count(row => row.Judgement != Judged.Right), Is.AtLeast(40), "as much is to be refused");
        }
    }

    [Test]
    public void ACutReplyWithoutAnAnswerIsTruncatedAndUnscored()
    {
        var score = new BoxedAnswerScorer().Score(Item("49"), Exchanges.Answered(@"Let me see, \boxed{4", "length"));
        Assert.That((score.Value, score.Answer, score.Truncated), Is.EqualTo(((double?)null, (string?)null, true)));
    }

    [Test]
    public void AnAnswerBeforeTheCutCounts()
    {
        var score = new BoxedAnswerScorer().Score(Item("49"), Exchanges.Answered(@"\boxed{49} and now once more, slowly", "length"));
        Assert.That((score.Value, score.Truncated), Is.EqualTo(((double?)1, true)));
    }

    [Test]
    public void AnyTextIsReadWithoutFailing() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>().Convert(s => NonNull<string>.NewNonNull(@"\boxed{" + s.Get + "}"), s => s),
        text => AnswerEquality.Same(BoxedAnswer.Find(text.Get) ?? "", "7") || true));

    // A person would read it; a reader that follows any depth is a way to end the process.
    [TestCase(10, Judged.Right)]
    [TestCase(50, Judged.Wrong)]
    [TestCase(150, Judged.Wrong)]
    public void NestingBeyondTheLimitIsNotRead(int depth, Judged expected) =>
        Assert.That(Judge($@"\boxed{{{new string('(', depth)}1{new string(')', depth)}}}", "1"), Is.EqualTo(expected));

    [Test]
    public void AVeryLongHostileTextIsReadAtOnce()
    {
        // A quadratic search would take minutes here.
        var text = string.Concat(Enumerable.Repeat(@"\boxed{", 100_000)) + string.Concat(Enumerable.Repeat("answer is ", 50_000));
        Assert.That(BoxedAnswer.Find(text), Is.Null);
    }

    private static Judged Judge(string text, string answer) => new BoxedAnswerScorer().Score(Item(answer), Exchanges.Answered(text)).Value switch
    {
        null => Judged.None,
        >= 1 => Judged.Right,
        _ => Judged.Wrong,
    };

    private static Sample Item(string answer) => new("item", new JsonObject { ["answer"] = answer });
}
