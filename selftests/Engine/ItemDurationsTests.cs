using Kvv.Evaluation.Scheduling;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>Which item of a benchmark of several tries an item is tried next: hard items must show early, and their tries start early.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ItemDurationsTests : IDisposable
{
    private const int Items = 3;
    private const int Tries = 3;

    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void EachItemIsTriedOnceAndEqualsAreTriedInTurn()
    {
        var durations = Durations();
        Assert.That(Enumerable.Range(0, 7).Select(_ => Start(durations, now: 0)), Is.EqualTo(new[] { 0, 1, 2, 0, 1, 2, 0 }));
    }

    [Test]
    public void AnItemWhoseFirstTryStillRunsComesBeforeOneThatWasQuick()
    {
        var durations = Durations();
        for (var item = 0; item < Items; item++)
            Start(durations, now: 0);
        foreach (var quick in new[] { 0, 2 })
        {
            durations.Leave(quick, 0);
            durations.Learn(quick, 10);
        }

        Assert.That(new[] { Start(durations, 100), Start(durations, 100), Start(durations, 100) }, Is.EqualTo(new[] { 1, 1, 0 }));
    }

    // At the start nothing is known of either; what is tried again can be learned from.
    [Test]
    public async Task OfBenchmarksOfWhichNothingIsKnownTheOneWithSeveralTriesOfAnItemStarts()
    {
        using var slots = new RequestSlots(1);
        var scheduler = new TrialScheduler(slots, (_, _, _) => throw new InvalidOperationException("A scripted play sends nothing."), new StillTime());
        var handedOver = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = new List<string>();
        ScriptedBenchmark Play(string id) => new(async (_, _) =>
        {
            await handedOver.Task;
            started.Add(id);
            return ScriptedBenchmark.Right;
        });
        using var head = _folder.Open("head");
        using var once = _folder.Open("once");
        using var again = _folder.Open("again");
        var runs = new[]
        {
            scheduler.RunAsync(Play("head").Create("head", 1), head, null, CancellationToken.None),
            scheduler.RunAsync(Play("once").Create("once", 2), once, null, CancellationToken.None),
            scheduler.RunAsync(Play("again").Create("again", 2) with { Epochs = 2 }, again, null, CancellationToken.None),
        };
        handedOver.SetResult();
        await Task.WhenAll(runs);
        Assert.That(started.Take(2), Is.EqualTo(new[] { "head", "again" }));
    }

    private static ItemDurations Durations()
    {
        var durations = ItemDurations.Of(new ScriptedBenchmark((_, _) => Task.FromResult(ScriptedBenchmark.Right)).Create("b", Items) with { Epochs = Tries })!;
        for (var position = 0; position < Items * Tries; position++)
            durations.Add(position % Items, position);
        return durations;
    }

    private static int Start(ItemDurations durations, double now)
    {
        var item = durations.Next(other: 50, now)!.Value.Item;
        durations.Take(item, now);
        return item;
    }

    private sealed class StillTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
