using Kvv.Conformance.Requirements;
using Kvv.Conformance.Tests.Running;

namespace Kvv.Conformance.Tests.PreVerification;

/// <summary>
/// The rules that every reply of the run obeys, whatever it was sent for. They cost no request: detectors look at what the
/// other checks receive. A test judges the replies up to the gate; the end of the run judges all.
/// </summary>
[TestFixture]
[Category(Category.PreVerification)]
public sealed class ReplyRulesTests
{
    [TestCaseSource(nameof(Rules))]
    public async Task EveryReplyObeys(string id)
    {
        var finding = await RunSetUp.Session.JudgeAlwaysOnAsync(id);
        FindingAssert.Report(finding);
    }

    private static IEnumerable<TestCaseData> Rules() =>
        RequirementCatalogue.Load(Path.Combine(RepositoryRoot.Path, "fixtures")).All
            .Where(r => r.IsAlwaysOn)
            .Select(r => new TestCaseData(r.Id).SetArgDisplayNames(r.Id));
}
