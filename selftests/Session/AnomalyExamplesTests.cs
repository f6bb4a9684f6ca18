using Kvv.Conformance.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>Which replies are shown as examples of a kind of anomaly does not depend on who came first.</summary>
[TestFixture]
public sealed class AnomalyExamplesTests
{
    private static readonly string[] Places = [.. Enumerable.Range(0, 400).Select(i => $"words/item{i}/{i % 3}")];

    [Test]
    public void AnyOrderOfArrivalGivesTheSameExamples([Range(1, 5)] int seed)
    {
        var shuffled = Places.ToArray();
        new Random(seed).Shuffle(shuffled);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Shown(shuffled.Select(p => (p, "m"))), Is.EqualTo(Shown(Places.Select(p => (p, "m")))));
            Assert.That(Shown(Places.Select(p => (p, "m"))), Has.Count.EqualTo(3));
            Assert.That(Shown(Places.Select(p => (p, "m"))), Is.Not.EqualTo(Shown(Places.Skip(1).Take(3).Select(p => (p, "m")))), "the first to come");
        }
    }

    [Test]
    public void OfSeveralRepliesOfOnePlaceTheFirstIsShown() =>
        Assert.That(Shown([("a", "2"), ("a", "1"), ("a", "3")]), Is.EqualTo(new[] { "a: 2" }));

    // Each that is taken, even for a while, is written to the disk: ten thousand replies must not be.
    [Test]
    public void FewAreEverTaken()
    {
        var examples = new AnomalyExamples();
        Assert.That(Enumerable.Range(0, 10_000).Count(i => examples.Offer($"words/item{10_000 - i}/0", new("kind", "m")) is not null), Is.InRange(3, 60));
    }

    private static List<string> Shown(IEnumerable<(string Place, string Message)> seen)
    {
        var examples = new AnomalyExamples();
        foreach (var (place, message) in seen)
            examples.Offer(place, new("kind", message));
        return [.. examples.All.Select(e => $"{e.Origin}: {e.Anomaly.Message}")];
    }
}
