using System.Text.RegularExpressions;
using Kvv.Conformance.Diagnosis;
using Kvv.Conformance.Faults;
using Kvv.Conformance.Requirements;
using Kvv.SelfTests.Faults;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>
/// The fault catalogue and the requirements agree both ways: a fault lists the requirements whose rows name it, save those that
/// were measured to pass while it is on. Metrics of benchmarks name their faults in code.
/// </summary>
[TestFixture]
public sealed partial class FaultRequirementTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    [Test]
    public void EveryFaultListsTheRequirementsThatExposeIt()
    {
        var path = Path.Combine(Fixtures, FaultCatalogue.FileName);
        GeneratedFile.MustBe(path, Rewritten(File.ReadAllText(path).ReplaceLineEndings("\n"), Expected()));
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
        Rewritten("{ \"id\": \"a-b\",\n \"requirements\": [\"X-Y-001\"],\n}", new Dictionary<string, IReadOnlyList<string>> { ["a-b"] = ["B-C-001", "B-C-002"] }),
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

    private static string Rewritten(string json, Dictionary<string, IReadOnlyList<string>> lists)
    {
        var fault = "";
        return IdOrList().Replace(json, match =>
        {
            if (match.Groups["id"].Success)
            {
                fault = match.Groups["id"].Value;
                return match.Value;
            }

            return $"\"requirements\": [{string.Join(", ", lists[fault].Select(id => $"\"{id}\""))}]";
        });
    }

    [GeneratedRegex("\"id\": \"(?<id>[^\"]+)\"|\"requirements\": \\[[^\\]]*\\]")]
    private static partial Regex IdOrList();
}
