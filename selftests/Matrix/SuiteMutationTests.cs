using Kvv.Conformance;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// The suite with one rule switched off, over what the matrix has recorded: what is then no longer detected or named. A rule that
/// is missed by no fault must be able to fail by a proof of its own; there is no rule without either.
/// </summary>
[TestFixture]
public sealed class SuiteMutationTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    private static readonly Lazy<SuiteCoverage> Coverage = new(() => SuiteCoverage.Measure(FaultCatalogue.Load(Fixtures), RequirementCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures)));

    [Test]
    public void ThePageIsCurrent() => GeneratedFile.MustBe(Path.Combine(RepositoryRoot.Path, SuiteCoverage.RelativePath), Coverage.Value.Render());

    /// <summary>Switching off the only rule that sees a fault must turn the matrix red for it: else the matrix would not notice.</summary>
    [Test]
    public void SwitchingOffTheOnlyRuleThatSeesAFaultIsNoticed()
    {
        var sole = Coverage.Value.Rules.Where(r => r.Undetected.Count > 0).ToList();
        Assert.That(sole, Has.Count.GreaterThanOrEqualTo(30));
    }

    [Test]
    public void NoRuleIsDecoration()
    {
        var proved = Proofs.ProofBook.All.Select(p => p.Requirement).ToHashSet(StringComparer.Ordinal);
        Assert.That(Coverage.Value.Rules.Where(r => r.Requirement.Category == Category.PreVerification && r.Breaking.Count == 0 && !proved.Contains(r.Requirement.Id)).Select(r => r.Requirement.Id), Is.Empty);
    }
}
