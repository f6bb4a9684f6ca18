using System.Text.RegularExpressions;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Detection;
using Kvv.SelfTests.Faults;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// The suite with one part switched off: a rule, a kind of anomaly, the naming of a benchmark. Over what the matrix has recorded
/// that is cheap; kinds of anomaly and naming are switched off in whole runs as well. A part that no fault misses must be able to
/// fail by a proof of its own; there is none without either.
/// </summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
public sealed partial class SuiteMutationTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    private static readonly Lazy<SuiteCoverage> Coverage = new(() => SuiteCoverage.Measure(Fixtures));

    [Test]
    public void ThePageIsCurrent() => GeneratedFile.MustBe(Path.Combine(RepositoryRoot.Path, CoveragePage.RelativePath), CoveragePage.Render(Coverage.Value));

    /// <summary>Switching off the only rule that sees a fault must turn the matrix red for it: else the matrix would not notice.</summary>
    [Test]
    public void SwitchingOffTheOnlyRuleThatSeesAFaultIsNoticed() =>
        Assert.That(Coverage.Value.Rules.Count(r => r.Undetected.Count > 0), Is.GreaterThanOrEqualTo(20));

    [Test]
    public void EveryBenchmarkOfTheMatrixIsTheOnlyOneThatSeesOrNamesSomeFaultOrProvesOneASecondTime()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Coverage.Value.Benchmarks.Select(b => b.Name), Is.EquivalentTo(MatrixRows.All.SelectMany(r => r.Benchmarks).Distinct()));
            Assert.That(Coverage.Value.Benchmarks.Single(b => b.Name == "vision-probes").Undetected, Has.Count.GreaterThanOrEqualTo(12));
        }
    }

    [Test]
    public void NoRuleIsDecoration()
    {
        var proved = Proofs.ProofBook.All.Select(p => p.Requirement).ToHashSet(StringComparer.Ordinal);
        Assert.That(Coverage.Value.Rules.Where(r => r.Breaking.Count == 0 && !proved.Contains(r.Name)).Select(r => r.Name), Is.Empty);
    }

    [Test]
    public void NoKindOfAnomalyIsDecoration()
    {
        var byExample = FaultyTexts.All.Concat(FaultyMessages.All).Select(e => e.Kind).ToHashSet(StringComparer.Ordinal);
        var onTheWire = Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "selftests", "Wire"), "*.cs").SelectMany(f => Constant().Matches(File.ReadAllText(f)))
            .Select(m => typeof(AnomalyKinds).GetField(m.Groups[1].Value)?.GetRawConstantValue() as string).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var proved = Proofs.ProofBook.All.Select(p => p.Requirement).ToHashSet(StringComparer.Ordinal);
        var alone = RequirementCatalogue.Load(Fixtures).All.Where(r => r.Anomalies.Count == 1 && proved.Contains(r.Id)).Select(r => r.Anomalies[0]);
        Assert.That(Coverage.Value.Kinds.Where(k => k.Breaking.Count == 0).Select(k => k.Name).Except(byExample).Except(onTheWire).Except(alone), Is.Empty);
    }

    // For each kind that some fault breaks by a rule of every reply: the fault that breaks the fewest rules.
    private static IEnumerable<object[]> Heard()
    {
        var (faults, rules, signatures) = (FaultCatalogue.Load(Fixtures), RequirementCatalogue.Load(Fixtures), SignatureTable.Load(Fixtures));
        var steady = MatrixRows.All.Where(r => r is { Unsteady: false, DependsOnOrder: false, Settings.Count: 0 }).ToList();
        foreach (var (kind, rule) in rules.All.SelectMany(r => r.Anomalies.Select(kind => (kind, r))))
        {
            var shown = steady.Select(r => (Row: r, Signature: signatures.Find(r.Fault)))
                .Where(s => s.Signature?.At(rule.Id, kind) == Effect.Fails && faults.Get(s.Row.Fault).Requirements.Contains(rule.Id)
                    && rule.Anomalies.All(other => other == kind || s.Signature.At(rule.Id, other) is not (Effect.Fails or Effect.Sometimes)))
                .OrderBy(s => s.Signature!.Subjects.Count).FirstOrDefault();
            if (shown.Row is not null)
                yield return [kind, shown.Row.Fault];
        }
    }

    [TestCaseSource(nameof(Heard))]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public async Task WithoutItsKindOfAnomalyTheMatrixIsRedForTheFault(string kind, string fault)
    {
        var run = await MatrixRun.DeafAsync(MatrixRows.Of(fault), kind);
        Assert.That(FaultMatrixTests.Judgement.Problems(MatrixRows.Of(fault), run), Is.Not.Empty, $"broken: {string.Join(", ", run.Failed)}");
    }

    private static IEnumerable<string> NamedByFigures() => FaultCatalogue.Load(Fixtures).Faults.Where(f => !f.Metrics.IsEmpty).Select(f => f.Id).Where(id => MatrixRows.Of(id) is { Unsteady: false, DependsOnOrder: false });

    [TestCaseSource(nameof(NamedByFigures))]
    [Explicit("part of the whole fault matrix")]
    [Category(MatrixCategory.Name)]
    public async Task WithoutTheNamingOfItsBenchmarkTheMatrixIsRedForTheFault(string fault)
    {
        var row = MatrixRows.Of(fault);
        Assert.That(FaultMatrixTests.Judgement.Problems(row, (await MatrixRun.OfAsync(row)).Muted()), Is.Not.Empty);
    }

    [GeneratedRegex(@"AnomalyKinds\.(\w+)")]
    private static partial Regex Constant();
}
