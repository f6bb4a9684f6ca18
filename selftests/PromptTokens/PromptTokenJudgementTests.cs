using Kvv.Conformance.PromptTokens;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>Three tokens more are an engine's way of counting the opening of the answer, when every case has them; any other surplus is in the prompt.</summary>
[TestFixture]
public sealed class PromptTokenJudgementTests
{
    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(101, false)]
    [TestCase(102, false)]
    [TestCase(103, true)]
    [TestCase(104, false)]
    public void TheOpeningOfTheAnswerIsCountedWholeOrNotAtAll(long actual, bool right) =>
        Assert.That(PromptTokenJudgement.Fault([Counted("a", 100, actual)]), right ? Is.Null : Is.Not.Null);

    [Test]
    public void OffsetMustBeTheSameForEveryCase()
    {
        var fault = PromptTokenJudgement.Fault([Counted("a", 100, 103), Counted("b", 50, 53), Counted("c", 70, 71)]);
        Assert.That(fault, Does.StartWith("1 of 3 cases").And.Contain("c 71 for 70").And.Contain("by 3"));
    }

    [Test]
    public void OffsetOfEveryCaseAlikeIsRight() =>
        Assert.That(PromptTokenJudgement.Fault([Counted("a", 100, 103), Counted("b", 50, 53)]), Is.Null);

    [Test]
    public void LongListOfFaultsIsCutShort() =>
        Assert.That(PromptTokenJudgement.Fault([.. Enumerable.Range(0, 20).Select(i => Counted($"case{i}", 100, 90))]), Does.StartWith("all 20 cases report 10 tokens fewer").And.EndsWith("…"));

    [Test]
    public void WhereNoCaseIsRightNoneIsCalledSo() =>
        Assert.That(PromptTokenJudgement.Fault([Counted("a", 100, 101), Counted("b", 50, 55)]), Is.EqualTo("2 of 2 cases differ: a 101 for 100, b 55 for 50"));

    private static CountedCase Counted(string id, long expected, long actual) => new(new(id, "{}", expected), actual);
}
