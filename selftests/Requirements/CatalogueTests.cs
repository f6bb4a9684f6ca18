using System.Reflection;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Requirements;

/// <summary>Catalogue, checks, anomaly kinds and fault catalogue match both ways.</summary>
[TestFixture]
public sealed class CatalogueTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");
    private static readonly RequirementCatalogue Catalogue = RequirementCatalogue.Load(Fixtures);

    [Test]
    public void EveryRequirementHasACheckAndEveryCheckARequirement()
    {
        // Discover itself refuses a check whose id the catalogue does not hold.
        var registry = RequirementRegistry.Discover(typeof(RequirementAttribute).Assembly, Catalogue);
        var checkedIds = registry.Checks.Select(c => c.Requirement.Id).ToHashSet();
        Assert.That(Catalogue.All.Where(r => !r.IsAlwaysOn && !checkedIds.Contains(r.Id)).Select(r => r.Id), Is.Empty, "requirements without a check");
    }

    [Test]
    public void EveryAnomalyKindBreaksARule()
    {
        var kinds = typeof(AnomalyKinds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToHashSet();
        var used = Catalogue.All.SelectMany(r => r.Anomalies).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kinds.Except(used), Is.Empty, "kinds that no rule mentions");
            Assert.That(used.Except(kinds), Is.Empty, "kinds that do not exist");
            Assert.That(used, Is.Unique, "kinds that stand in two rules");
        }
    }

    [Test]
    public void EverySuspectedFaultExists()
    {
        var faults = FaultCatalogue.Load(Fixtures);
        Assert.That(Catalogue.All.SelectMany(r => r.Faults.Where(f => !faults.TryGet(f, out _)).Select(f => $"{r.Id} names {f}")), Is.Empty);
    }

    [Test]
    public void EveryRequirementIsWellFormed()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var requirement in Catalogue.All)
            {
                Assert.That(requirement.Id, Does.Match("^[A-Z0-9]+(-[A-Z0-9]+)+-[0-9]{3}$"));
                Assert.That(requirement.Title, Does.EndWith("."), requirement.Id);
                Assert.That(requirement.Source, Is.Not.Empty, requirement.Id);
                Assert.That(requirement.MaxRate, Is.InRange(0, 1), requirement.Id);
            }
        }
    }

    [Test]
    public void ARecommendationBindsWhereItsMakerDemandsIt()
    {
        var profiles = Directory.EnumerateFiles(Path.Combine(Fixtures, "models"), "*.json").Select(f => Path.GetFileNameWithoutExtension(f)).ToHashSet(StringComparer.Ordinal);
        var bound = Catalogue.All.Where(r => r.BindsIn.Count > 0).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bound, Is.Not.Empty);
            Assert.That(bound.SelectMany(r => r.BindsIn).Except(profiles), Is.Empty, "profiles that do not exist");
            Assert.That(bound.Where(r => r.Level == Level.Must).Select(r => r.Id), Is.Empty, "bind everywhere as it is");
            foreach (var rule in bound)
                Assert.That((Catalogue.For(rule.BindsIn[0])[rule.Id].Level, Catalogue.For("another")[rule.Id].Level), Is.EqualTo((Level.Must, rule.Level)));
        }
    }

    [Test]
    public void ADuplicateIdIsRefusedWithItsFile()
    {
        using var folder = new TemporaryCatalogue(("a", Row("X-Y-001")), ("b", Row("X-Y-001")));
        Assert.That(Assert.Throws<InvalidDataException>(() => RequirementCatalogue.Load(folder.Fixtures))!.Message, Does.Contain("b.json").And.Contain("X-Y-001"));
    }

    [Test]
    public void AnUnknownMemberIsRefusedWithItsFile()
    {
        using var folder = new TemporaryCatalogue(("a", """{"id":"X-Y-001","colour":"red"}"""));
        Assert.That(Assert.Throws<InvalidDataException>(() => RequirementCatalogue.Load(folder.Fixtures))!.Message, Does.Contain("a.json").And.Contain("colour"));
    }

    [Test]
    public void AnUnknownIdSuggestsTheNearest() =>
        Assert.That(Assert.Throws<InvalidDataException>(() => _ = Catalogue["PARAM-TEMP-02"])!.Message, Does.Contain("Did you mean \"PARAM-TEMP-002\"?"));

    private static string Row(string id) => $$"""{"id":"{{id}}","title":"A rule.","level":"must","scope":"portable","source":"here"}""";

    private sealed class TemporaryCatalogue : IDisposable
    {
        public TemporaryCatalogue(params (string Subject, string Row)[] files)
        {
            Fixtures = Directory.CreateTempSubdirectory("kvv-catalogue-").FullName;
            var folder = Directory.CreateDirectory(Path.Combine(Fixtures, "pre-verification", "requirements")).FullName;
            foreach (var (subject, row) in files)
                File.WriteAllText(Path.Combine(folder, $"{subject}.json"), $"[{row}]");
        }

        public string Fixtures { get; }

        public void Dispose() => Directory.Delete(Fixtures, recursive: true);
    }
}
