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
    [ReplyRule]
    public void EveryReplyObeys(Requirement rule) => Assert.Fail($"{rule.Id} is judged by the session, not here.");
}
