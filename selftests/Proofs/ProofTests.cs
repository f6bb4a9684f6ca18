using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Proofs;

/// <summary>Every requirement is able to fail, and the page that says how is current.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed class ProofTests
{
    // What an always-on rule is shown in when its proof names nothing else: text, reasoning, a call, a cap.
    private static readonly string[] EverydayTraffic = ["CHAT-REPLY-001", "THINK-ON-001", "TOOL-AUTO-001", "TOOL-REQ-001", "LIMIT-CAP-001"];

    private static IEnumerable<TestCaseData> AllProofs() =>
        ProofBook.All.GroupBy(p => p.Requirement).SelectMany(g => g.Select((p, i) => new TestCaseData(p).SetArgDisplayNames($"{p.Requirement} {i + 1}")));

    [TestCaseSource(nameof(AllProofs))]
    public async Task RequirementFailsUnderItsProof(object proof)
    {
        var (id, traffic) = (((Proof)proof).Requirement, ((Proof)proof).Traffic);
        var requirement = ProofBook.Find(id);
        Assert.That(requirement, Is.Not.Null, $"{proof} proves a requirement that the catalogue does not have.");
        string[] checks = requirement!.IsAlwaysOn ? [.. traffic.Count > 0 ? traffic : EverydayTraffic] : [id];
        var findings = (await ScenarioRun.JudgeAsync(((Proof)proof).Scenario, checks)).Where(f => f.Id == id).ToList();
        foreach (var finding in findings)
            await TestContext.Out.WriteLineAsync($"[{finding.Mode}] {finding.Status}\n  expected: {finding.Expected}\n  actual:   {finding.Actual}");
        Assert.That(findings.Select(f => f.Status), Does.Contain("fail"), $"{proof}: {string.Join("; ", findings.Select(f => $"[{f.Mode}] {f.Status}: {f.Actual}"))}");
    }

    [Test]
    public void EveryRequirementHasAProof()
    {
        var proved = ProofBook.All.Select(p => p.Requirement).ToHashSet(StringComparer.Ordinal);
        Assert.That(ProofBook.Requirements.Select(r => r.Id).Where(id => !proved.Contains(id)), Is.Empty);
    }

    [Test]
    public void ThePageIsCurrent() => GeneratedFile.MustBe(Path.Combine(RepositoryRoot.Path, ProofPage.RelativePath), ProofPage.Render());

    /// <summary>The proxy itself breaks nothing, so that what fails under a proof fails because of it.</summary>
    [TestCase("kimi-k2.6")]
    [TestCase("kimi-k3")]
    public async Task NothingFailsBehindAProxyThatChangesNothing(string profile)
    {
        var findings = await ScenarioRun.JudgeAsync(new() { Profile = profile, ChangeReply = c => c, ChangeRequest = r => r }, null);
        Assert.That(findings.Where(f => f.Status is not ("pass" or "unsupported")).Select(f => $"{f.Id} [{f.Mode}] {f.Status}: {f.Actual}"), Is.Empty);
    }
}
