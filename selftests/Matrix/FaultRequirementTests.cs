using System.Text.RegularExpressions;
using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Benchmarks.ToolCalls;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.Conformance.Settings;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// The fault catalogue and the requirements agree both ways: a fault lists the requirements whose rows name it, save those that
/// were measured to pass while it is on. Figures of benchmarks name their faults in code: a fault lists those that were measured to
/// fail, or to be held against it, and to name it.
/// </summary>
[TestFixture]
public sealed class FaultRequirementTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    private static readonly SignatureFile Recorded = SignatureFile.Parse(File.ReadAllText(Path.Combine(Fixtures, SignatureTable.FileName)));

    [Test]
    public void EveryFaultListsTheRequirementsThatExposeIt()
    {
        var path = Path.Combine(Fixtures, FaultCatalogue.FileName);
        GeneratedFile.MustBe(path, Rewritten(File.ReadAllText(path).ReplaceLineEndings("\n"), "requirements", Expected()));
    }

    [Test]
    public void EveryFaultListsTheFiguresThatExposeIt()
    {
        var path = Path.Combine(Fixtures, FaultCatalogue.FileName);
        GeneratedFile.MustBe(path, Rewritten(File.ReadAllText(path).ReplaceLineEndings("\n"), "metrics", Recorded.Signatures.ToDictionary(s => s.Fault, s => (IReadOnlyList<string>)[.. s.Figures ?? []], StringComparer.Ordinal)));
    }

    [Test]
    public void EveryListedFigureIsOneThatItsBenchmarkDraws()
    {
        var drawn = Recorded.Judged.Where(j => j.Key.Contains(' ', StringComparison.Ordinal)).SelectMany(j => j.Value.SelectMany(f => f.Value)).ToHashSet(StringComparer.Ordinal);
        var recommended = ToolProbes.Probes(Tier.Smoke).Where(p => p.IsRecommendation).Select(p => $"tool-probes/{p.Id}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(FaultCatalogue.Load(Fixtures).Faults.SelectMany(f => f.Metrics).Except(drawn).Except(recommended), Is.Empty);
            Assert.That(FaultCatalogue.Load(Fixtures).Faults.SelectMany(f => f.Metrics).Select(m => m[..m.IndexOf('/', StringComparison.Ordinal)]).Except(BenchmarkRegistry.All.Select(b => b.Id)), Is.Empty);
        }
    }

    // The other way round: what the code of benchmarks names exists.
    [Test]
    public void EveryFaultThatABenchmarkNamesIsInTheCatalogue()
    {
        var catalogue = FaultCatalogue.Load(Fixtures);
        var prefixes = string.Join('|', Enum.GetValues<FaultStage>().Select(s => s.Prefix()));
        var sources = new[] { "src/Kvv.Conformance/Benchmarks", "src/Kvv.Agents", "fixtures/multimodal" }
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, f), "*.*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) == ".cs" || Path.GetFileName(f) == "defects.json");
        var named = sources.SelectMany(f => Regex.Matches(File.ReadAllText(f), $"\"(?<id>({prefixes})(-[a-z0-9]+)+)\"")).Select(m => m.Groups["id"].Value).Distinct().ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(named, Has.Count.GreaterThan(60));
            Assert.That(named.Where(id => !catalogue.TryGet(id, out _)), Is.Empty);
            Assert.That(catalogue.Faults.Where(f => !f.Metrics.IsEmpty && !named.Contains(f.Id)).Select(f => f.Id), Is.Empty, "list figures, and no benchmark names them");
        }
    }

    [Test]
    public void EveryListedRequirementExistsAndNamesTheFault()
    {
        var catalogue = RequirementCatalogue.Load(Fixtures);
        Assert.That(
            from fault in FaultCatalogue.Load(Fixtures).Faults
            from id in fault.Requirements
            where !catalogue[id].Faults.Contains(fault.Id)
            select $"{fault.Id} lists {id}, whose row does not name it",
            Is.Empty);
    }

    [Test]
    public void TheCatalogueKnowsWhichFaultsCanBePlayed() => Assert.That(
        FaultCatalogue.Load(Fixtures).Faults.Where(f => f.Injectable).Select(f => f.Id),
        Is.EquivalentTo(Kvv.ReferenceVendor.ReferenceEndpoint.KnownFaults.Keys));

    [Test]
    public void AListIsWrittenWhereItStands() => Assert.That(
        Rewritten("{ \"id\": \"a-b\",\n \"requirements\": [\"X-Y-001\"],\n}", "requirements", new Dictionary<string, IReadOnlyList<string>> { ["a-b"] = ["B-C-001", "B-C-002"] }),
        Is.EqualTo("{ \"id\": \"a-b\",\n \"requirements\": [\"B-C-001\", \"B-C-002\"],\n}"));

    /// <summary>By fault, the requirements that expose it.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Expected()
    {
        var (signatures, catalogue) = (SignatureTable.Load(Fixtures), RequirementCatalogue.Load(Fixtures));
        return FaultCatalogue.Load(Fixtures).Faults.ToDictionary(
            f => f.Id,
            f => (IReadOnlyList<string>)[.. catalogue.All.Where(r => r.Faults.Contains(f.Id) && Exposes(r, signatures.Find(f.Id))).Select(r => r.Id).Order(StringComparer.Ordinal)],
            StringComparer.Ordinal);
    }

    private static bool Exposes(Requirement requirement, FaultSignature? signature)
    {
        // Not measured, or measured where nothing that it breaks is judged: the row alone says so.
        if (signature is null || !signature.Broken.Any())
            return true;
        var breaks = signature.Effects.Where(e => e.Key.Subject == requirement.Id).Select(e => e.Value).ToList();
        return breaks.Exists(e => e != Effect.Sometimes) || (breaks.Count == 0 && !signature.Judged.Any(p => p.Subject == requirement.Id));
    }

    private static string Rewritten(string json, string member, Dictionary<string, IReadOnlyList<string>> lists)
    {
        var fault = "";
        return Regex.Replace(json, $"\"id\": \"(?<id>[^\"]+)\"|\"{member}\": \\[[^\\]]*\\]", match =>
        {
            if (match.Groups["id"].Success)
            {
                fault = match.Groups["id"].Value;
                return match.Value;
            }

            return $"\"{member}\": [{string.Join(", ", (lists.GetValueOrDefault(fault) ?? []).Select(id => $"\"{id}\""))}]";
        });
    }
}
