using Kvv.Conformance;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Verdicts;
using NUnit.Framework;

namespace Kvv.SelfTests.Verdicts;

/// <summary>The verdict rule, status by status and level by level.</summary>
[TestFixture]
public sealed class VerdictRuleTests
{
    [TestCase(FindingStatus.Pass, Level.Must, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Fail, Level.Must, VerdictKind.Fails)]
    [TestCase(FindingStatus.Undecided, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.Unsupported, Level.Must, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Infrastructure, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.HarnessError, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.NotRun, Level.Must, VerdictKind.Undecided)]
    [TestCase(FindingStatus.Fail, Level.Should, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Undecided, Level.Should, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Fail, Level.May, VerdictKind.Conforms)]
    public void OneMoreFindingBesideAPassingOneDecides(FindingStatus status, Level level, VerdictKind expected) =>
        Assert.That(Judge([Finding(FindingStatus.Pass, Level.Must), Finding(status, level)]).Kind, Is.EqualTo(expected));

    [Test]
    public void FailureBeatsDoubt() =>
        Assert.That(Judge([Finding(FindingStatus.Infrastructure, Level.Must), Finding(FindingStatus.Fail, Level.Must)]).Kind, Is.EqualTo(VerdictKind.Fails));

    [TestCase(FindingStatus.Undecided, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Infrastructure, VerdictKind.Undecided)]
    [TestCase(FindingStatus.HarnessError, VerdictKind.Undecided)]
    [TestCase(FindingStatus.NotRun, VerdictKind.Undecided)]
    public void UndecidedIsPassWavesThroughTooLittleEvidenceOnly(FindingStatus status, VerdictKind expected) =>
        Assert.That(Judge([Finding(FindingStatus.Pass, Level.Must), Finding(status, Level.Must)], UndecidedRule.Pass).Kind, Is.EqualTo(expected));

    [Test]
    public void ASelectedCategoryOfWhichNothingRanIsDoubt()
    {
        var verdict = VerdictRule.Judge(
            new(new HashSet<string> { Category.PreVerification, Category.ToolCall }, [Finding(FindingStatus.Pass, Level.Must)], [], [], null), UndecidedRule.Fail);
        Assert.That((verdict.Kind, verdict.Reasons[0]), Is.EqualTo((VerdictKind.Undecided, "nothing of ToolCall was judged")));
    }

    [Test]
    public void OnlyUnsupportedFindingsAreNothingThatRan() =>
        Assert.That(Judge([Finding(FindingStatus.Unsupported, Level.Must)]).Kind, Is.EqualTo(VerdictKind.Undecided));

    [Test]
    public void AnEmptyRunIsDoubt() =>
        Assert.That(VerdictRule.Judge(new(new HashSet<string>(), [], [], [], null), UndecidedRule.Pass).Kind, Is.EqualTo(VerdictKind.Undecided));

    [Test]
    public void ABlockedBenchmarkIsDoubt() =>
        Assert.That(VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, [Finding(FindingStatus.Pass, Level.Must)], [], ["benchmark b sent nothing"], null), UndecidedRule.Pass).Kind, Is.EqualTo(VerdictKind.Undecided));

    [Test]
    public void AnEarlyEndIsDoubt() =>
        Assert.That(VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, [Finding(FindingStatus.Pass, Level.Must)], [], [], "stopped"), UndecidedRule.Pass).Kind, Is.EqualTo(VerdictKind.Undecided));

    private static Verdict Judge(IReadOnlyList<Finding> findings, UndecidedRule rule = UndecidedRule.Fail) =>
        VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, findings, [], [], null), rule);

    private static Finding Finding(FindingStatus status, Level level) => new()
    {
        Requirement = new Requirement { Id = "X-Y-001", Title = "A rule.", Level = level, Scope = Scope.Portable, Source = "here", Category = Category.PreVerification },
        Mode = "whole",
        Status = status,
    };
}
