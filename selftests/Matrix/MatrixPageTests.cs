using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>The page for people says what the recorded runs say, and they say what was promised.</summary>
[TestFixture]
public sealed class MatrixPageTests
{
    private const int First = 3;

    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    private static readonly SignatureFile Recorded = SignatureFile.Parse(File.ReadAllText(Path.Combine(Fixtures, SignatureTable.FileName)));

    [Test]
    public void ThePageIsCurrent() => GeneratedFile.MustBe(
        Path.Combine(RepositoryRoot.Path, MatrixPage.RelativePath), new MatrixPage(FaultCatalogue.Load(Fixtures), Recorded).Render());

    [Test]
    public void AtLeast140FaultsAreDetectedAndAtLeast95InAHundredOfThemNamedAmongTheFirstThree()
    {
        var caught = MatrixRows.All.Select(r => Recorded.Signatures.Single(s => s.Fault == r.Fault)).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(caught, Has.Count.GreaterThanOrEqualTo(140));
            Assert.That(caught.Count(s => s.Place is >= 1 and <= First), Is.GreaterThanOrEqualTo(0.95 * caught.Count));
            // A fault of chance need not strike within one benchmark.
            Assert.That(caught.Where(s => s.PlaceByBenchmarks is (< 1 or > First) && MatrixRows.Of(s.Fault) is { Unsteady: false, DependsOnOrder: false }).Select(s => s.Fault), Is.Empty, "not named by the benchmarks that are there to see it");
            Assert.That(caught.Where(s => s.Requests is null or < 1).Select(s => s.Fault), Is.Empty);
        }
    }

    /// <summary>What is recorded is enough to name each fault again: a change of the diagnosis shows here in seconds.</summary>
    [Test]
    public void TheDiagnosisNamesEveryFaultFromWhatIsRecorded()
    {
        var diagnostician = new Diagnostician(FaultCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures));
        var evidence = new SignatureEvidence(RequirementCatalogue.Load(Fixtures), Recorded);
        var missed = new List<string>();
        foreach (var row in MatrixRows.All)
        {
            var found = diagnostician.Diagnose(evidence.Of(row.Fault)).Faults.Take(First).Select(f => f.Fault).ToList();
            if (!found.Contains(row.Fault))
                missed.Add($"{row.Given}: {string.Join(", ", found)}");
        }

        Assert.That(missed, Is.Empty);
    }

    /// <summary>A reason why the verdict stays is no place to hide a fault.</summary>
    [Test]
    public void WhatBreaksRecommendationsOnlyHasAReasonAndIsRare()
    {
        var reasons = MatrixRows.All.Select(r => r.BreaksOnlyRecommendations).OfType<string>().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reasons, Has.All.Length.GreaterThan(20));
            Assert.That(reasons, Has.Count.LessThanOrEqualTo(6));
            Assert.That(MatrixBenchmarks.Listed.Except(MatrixRows.All.Select(r => r.Fault)), Is.Empty, "listed at a benchmark, and not played");
        }
    }
}
