using Kvv.Conformance.Findings;
using NUnit.Framework;

namespace Kvv.SelfTests.Matrix;

/// <summary>Requests are counted up to the first failure that belongs to the fault, and no further.</summary>
[TestFixture]
public sealed class RequestsNeededTests
{
    private static readonly CheckCost[] Checks =
    [
        new("A-B-001", FindingStatus.Pass, 3, [[], [], []]),
        new("A-B-002", FindingStatus.Fail, 2, [[], []]),
        new("A-B-003", FindingStatus.Infrastructure, 1, []),
        new("A-B-004", FindingStatus.Fail, 4, [[], ["odd"], [], []]),
    ];

    [Test]
    public void ACheckCountsWithAllItsRequests() => Assert.That(Count("A-B-002"), Is.EqualTo(2 + 3 + 2));

    [Test]
    public void AFailureThatDoesNotBelongIsPassedOver() => Assert.That(Count("A-B-004"), Is.EqualTo(2 + 3 + 2 + 1 + 4));

    [Test]
    public void AnAnomalyCountsFromTheReplyThatShowsIt() => Assert.That(Count("A-B-009", "odd"), Is.EqualTo(2 + 3 + 2 + 1 + 2));

    [Test]
    public void WhereNothingBelongsTheFirstCheckWithoutAnAnswerCounts() => Assert.That(Count("A-B-009"), Is.EqualTo(2 + 3 + 2 + 1));

    [Test]
    public void WhereNoCheckShowsItEveryRequestWasNeeded() => Assert.That(RequestsNeeded.Count(2, [Checks[0]], 80, _ => true, new HashSet<string>()), Is.EqualTo(80));

    private static long Count(string belonging, params string[] kinds) => RequestsNeeded.Count(2, Checks, 99, id => id == belonging, kinds.ToHashSet());
}
