using Kvv.ReferenceVendor;
using Kvv.SelfTests.ReferenceVendor.FaultProofs;
using NUnit.Framework;

namespace Kvv.SelfTests.ReferenceVendor;

/// <summary>Each fault shows what its row says, and nothing when its condition is not met.</summary>
[TestFixture, Parallelizable(ParallelScope.All)]
public sealed class FaultTests
{
    private static IEnumerable<FaultProof> Proofs =>
    [
        .. RequestValidationProofs.All, .. TemplateProofs.All, .. SamplingProofs.All, .. DecodingProofs.All, .. ReasoningProofs.All,
        .. ToolCallProofs.All, .. OutputProofs.All, .. OtherProofs.All,
    ];

    private static IEnumerable<TestCaseData> Cases => Proofs.Select(p => new TestCaseData(p).SetArgDisplayNames($"{p.Id} on {p.Profile}"));

    [TestCaseSource(nameof(Cases))]
    public async Task AFaultShowsWhenItIsOnAndOnlyThen(object proof)
    {
        var (id, shows) = ((FaultProof)proof).Id is var name ? (name, ((FaultProof)proof).Shows) : default;
        var profile = ((FaultProof)proof).Profile;
        var conditions = ((FaultProof)proof).Conditions;
        using var file = ProfileFile.For(profile);
        await using var faulty = await Start(file.Path, id + conditions);
        await using var healthy = await Start(file.Path, "");
        await using var never = await Start(file.Path, id + ":p=0");
        Assert.That(await shows(faulty), Is.True, "the fault does not show");
        Assert.That(await shows(healthy), Is.False, "the probe blames a healthy endpoint");
        Assert.That(await shows(never), Is.False, "the fault shows though its condition is never met");
    }

    [Test]
    public void EveryFaultHasAProofAndEveryProofAFault() =>
        Assert.That(Proofs.Select(p => p.Id).Distinct().Order(), Is.EqualTo(ReferenceEndpoint.KnownFaults.Keys.Order()));

    private static Task<Endpoint> Start(string profile, string faults) =>
        Endpoint.StartAsync(new()
        {
            ProfilePath = profile,
            Faults = faults,
            TimeProvider = new FixedClock(),
            AnswerKeyFolders = [Path.Combine(RepositoryRoot.Path, "fixtures", "multimodal")],
        });
}
