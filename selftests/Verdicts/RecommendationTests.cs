using Kvv.Conformance;
using Kvv.Conformance.Findings;
using Kvv.Conformance.Gate;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Settings;
using Kvv.Conformance.Tests.Running;
using Kvv.Conformance.Verdicts;
using Kvv.SelfTests.Proofs;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace Kvv.SelfTests.Verdicts;

/// <summary>Recommendations are shown and leave the verdict, unless the run requires them; the gate never asks for them.</summary>
[TestFixture]
public sealed class RecommendationTests
{
    [TestCase(FindingStatus.Fail, Level.Should, VerdictKind.Fails)]
    [TestCase(FindingStatus.Fail, Level.May, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Undecided, Level.Should, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Infrastructure, Level.Should, VerdictKind.Conforms)]
    [TestCase(FindingStatus.Undecided, Level.Must, VerdictKind.Undecided)]
    public void WhereTheyAreRequiredOneThatFailedDecides(FindingStatus status, Level level, VerdictKind expected) =>
        Assert.That(Judge(RecommendationRule.Require, VerdictFindings.Of(FindingStatus.Pass, Level.Must), VerdictFindings.Of(status, level)).Kind, Is.EqualTo(expected));

    [Test]
    public void ReasonsNameThemBehindBindingRules()
    {
        var verdict = Judge(RecommendationRule.Require, VerdictFindings.Of(FindingStatus.Fail, Level.Should, "A-B-001"), VerdictFindings.Of(FindingStatus.Fail, Level.Must, "C-D-001"));
        Assert.That(verdict.Reasons, Is.EqualTo(new[] { "C-D-001 failed [whole]", "A-B-001 failed [whole], a recommendation that this run requires" }));
    }

    [TestCase(RecommendationRule.Report, TestStatus.Warning)]
    [TestCase(RecommendationRule.Require, TestStatus.Failed)]
    public void TheTestOfOneThatFailedIsAWarningOrAFailure(RecommendationRule rule, TestStatus expected) =>
        Assert.That(FindingResult.Of(VerdictFindings.Of(FindingStatus.Fail, Level.Should), rule).State.Status, Is.EqualTo(expected));

    [Test]
    public void TheTestOfWhatIsAllowedStaysAWarning() =>
        Assert.That(FindingResult.Of(VerdictFindings.Of(FindingStatus.Fail, Level.May), RecommendationRule.Require).State.Status, Is.EqualTo(TestStatus.Warning));

    [TestCase("report", "conforms")]
    [TestCase("require", "fails")]
    public async Task ARunDoesWithThemWhatItsSettingSays(string setting, string verdict)
    {
        var document = await ScenarioRun.DocumentAsync(
            new() { Faults = "tc-parallel-false-ignored", Settings = new Dictionary<string, string> { ["KVV_RECOMMENDATIONS"] = setting } }, ["CHAT-REPLY-001", "TOOL-PAR-003"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(document.Requirements.Where(r => r.Status == "fail").Select(r => r.Id).Distinct(), Is.EqualTo(new[] { "TOOL-PAR-003" }));
            Assert.That(document.Verdict, Is.EqualTo(verdict));
            Assert.That(document.Run.Recommendations, Is.EqualTo(setting));
            Assert.That(document.Reasons, verdict == "fails" ? Is.Not.Empty.And.All.StartsWith("TOOL-PAR-003 failed [") : Is.Empty);
        }
    }

    [TestCase(Level.Should, true)]
    [TestCase(Level.Must, false)]
    public async Task TheGateIsAMatterOfBindingRules(Level level, bool opens)
    {
        var gate = new PreVerificationGate(new()
        {
            Key = "key",
            Checks = [],
            Judge = _ => throw new InvalidOperationException("There is nothing to judge."),
            AlwaysOn = () => [VerdictFindings.Of(FindingStatus.Fail, level)],
            FindFreshRecord = () => null,
            Now = () => DateTimeOffset.UnixEpoch,
            Save = _ => { },
        });
        Assert.That((await gate.OpenAsync()).IsOpen, Is.EqualTo(opens));
    }

    private static Verdict Judge(RecommendationRule rule, params IReadOnlyList<Finding> findings) =>
        VerdictRule.Judge(new(new HashSet<string> { Category.PreVerification }, findings, [], [], null), UndecidedRule.Fail, rule);
}
