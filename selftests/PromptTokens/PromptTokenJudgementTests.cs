using Kvv.Conformance.PromptTokens;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>
/// Up to three tokens more are in range, as the maker's own check has it. That they are the opening of the answer, whole and in every
/// case, or none, is a recommendation: any other surplus is in the prompt.
/// </summary>
[TestFixture]
public sealed class PromptTokenJudgementTests
{
    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(101, true)]
    [TestCase(102, true)]
    [TestCase(103, true)]
    [TestCase(104, false)]
    public void UpToThreeTokensMoreAreInRange(long actual, bool right) =>
        Assert.That(PromptTokenJudgement.OutOfRange([Counted("a", 100, actual)]), right ? Is.Null : Is.Not.Null);

    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(101, false)]
    [TestCase(102, false)]
    [TestCase(103, true)]
    [TestCase(104, false)]
    public void TheOpeningOfTheAnswerIsCountedWholeOrNotAtAll(long actual, bool right) =>
        Assert.That(PromptTokenJudgement.OddSurplus([Counted("a", 100, actual)]), right ? Is.Null : Is.Not.Null);

    [Test]
    public void ASurplusThatVariesInRangeIsOddAndNoMore()
    {
        CountedCase[] counts = [Counted("a", 100, 103), Counted("b", 50, 53), Counted("c", 70, 71)];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(PromptTokenJudgement.OutOfRange(counts), Is.Null);
            Assert.That(PromptTokenJudgement.OddSurplus(counts), Does.StartWith("1 of 3 cases").And.Contain("c 71 for 70").And.Contain("by 3"));
        }
    }

    [Test]
    public void OnlyCasesOutOfRangeAreShownAsSuch() => Assert.That(
        PromptTokenJudgement.OutOfRange([Counted("a", 100, 103), Counted("b", 50, 49), Counted("c", 70, 74)]),
        Is.EqualTo("2 of 3 cases are outside of 0 to 3 tokens more: b 49 for 50, c 74 for 70"));

    [Test]
    public void OffsetOfEveryCaseAlikeIsNotOdd() =>
        Assert.That(PromptTokenJudgement.OddSurplus([Counted("a", 100, 103), Counted("b", 50, 53)]), Is.Null);

    [Test]
    public void LongListOfFaultsIsCutShort() =>
        Assert.That(PromptTokenJudgement.OutOfRange([.. Enumerable.Range(0, 20).Select(i => Counted($"case{i}", 100, 90))]), Does.StartWith("all 20 cases report 10 tokens fewer").And.EndsWith("…"));

    [Test]
    public void WhereNoCaseIsRightNoneIsCalledSo() =>
        Assert.That(PromptTokenJudgement.OddSurplus([Counted("a", 100, 101), Counted("b", 50, 55)]), Is.EqualTo("2 of 2 cases differ: a 101 for 100, b 55 for 50"));

    private static CountedCase Counted(string id, long expected, long actual) => new(new(id, "{}", expected), actual);
}
