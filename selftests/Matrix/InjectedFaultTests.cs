using Kvv.Conformance.Requirements;
using Kvv.Conformance.Verdicts;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>Every fault that the reference endpoint can show is caught, and named among what the failures suggest.</summary>
[TestFixture]
public sealed class InjectedFaultTests
{
    private static readonly RequirementCatalogue Catalogue = RequirementCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures"));

    // A fault that no requirement names yet has nothing that could show it.
    private static IEnumerable<string> Faults() => ReferenceEndpoint.KnownFaults.Keys
        .Where(fault => Catalogue.All.Any(r => r.Faults.Contains(fault)))
        .Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Faults))]
    public async Task FaultIsCaughtAndNamed(string fault)
    {
        await using var run = await TestRun.StartAsync(("KVV_REFERENCE_FAULTS", fault), ("KVV_MAX_ATTEMPTS", "1"));
        var outcome = await run.PreVerifyAsync();
        var failed = string.Join(", ", outcome.Document.Requirements.Where(r => r.Status == "fail").Select(r => r.Id).Distinct());
        await TestContext.Out.WriteLineAsync($"{fault}: {outcome.Verdict.Word}; failed {failed}; named {string.Join(", ", outcome.Document.Faults.Select(f => f.Id))}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Verdict.Kind, Is.Not.EqualTo(VerdictKind.Conforms));
            Assert.That(outcome.Document.Faults.Select(f => f.Id), Does.Contain(fault), $"failed: {failed}");
        }
    }
}
