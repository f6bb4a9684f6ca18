using Kvv.Conformance.PromptTokens;
using NUnit.Framework;

namespace Kvv.SelfTests.PromptTokens;

/// <summary>A surplus of 0 to 3 tokens is an engine's way of counting, when it is the same for every case.</summary>
[TestFixture]
public sealed class PromptTokenJudgementTests
{
    // The vendor verifier's own boundary: for 100, 99 is wrong, 100 and 103 are right, 104 is wrong.
    [TestCase(99, false)]
    [TestCase(100, true)]
    [TestCase(103, true)]
    [TestCase(104, false)]
    public void OneCaseMayHaveZeroToThreeTokensMore(long actual, bool right) =>
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
        Assert.That(PromptTokenJudgement.Fault([.. Enumerable.Range(0, 20).Select(i => Counted($"case{i}", 100, 90))]), Does.StartWith("20 of 20").And.EndsWith("…"));

    private static CountedCase Counted(string id, long expected, long actual) => new(new(id, "{}", expected), actual);
}
