using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>The page for people says what the recorded signatures say.</summary>
[TestFixture]
public sealed class MatrixPageTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    [Test]
    public void ThePageIsCurrent() => GeneratedFile.MustBe(
        Path.Combine(RepositoryRoot.Path, MatrixPage.RelativePath),
        new MatrixPage(FaultCatalogue.Load(Fixtures), RequirementCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures)).Render());

    [Test]
    public void AtLeast140FaultsArePlayedAndEveryOneThatIsDetectedIsNamedAmongTheFirstThree()
    {
        var (catalogue, faults, signatures) = (RequirementCatalogue.Load(Fixtures), FaultCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures));
        var diagnostician = new Diagnostician(faults, signatures);
        var missed = new List<string>();
        foreach (var row in MatrixRows.All.Where(r => r.NotCaught is null && signatures.Find(r.Fault) is not null))
        {
            var found = diagnostician.Diagnose(SignatureEvidence.Of(signatures.Find(row.Fault)!, catalogue)).Faults.Take(3).Select(f => f.Fault).ToList();
            if (!found.Contains(row.Fault))
                missed.Add($"{row.Given}: {string.Join(", ", found)}");
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(MatrixRows.All, Has.Count.GreaterThanOrEqualTo(140));
            Assert.That(missed, Is.Empty);
        }
    }
}
