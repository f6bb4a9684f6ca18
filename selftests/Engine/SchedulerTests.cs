using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>Which trial starts when: across benchmarks the longest first, inside a benchmark the registered order, nobody far ahead of what may be judged.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SchedulerTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task QuickChecksGoFirstThenTheLongestExpectedWork()
    {
        using var slots = new RequestSlots(1);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var started = new List<string>();
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedBenchmark Play(string id) => new(async (sample, _) =>
        {
            // The first trial waits until every benchmark has been handed over.
            await all.Task;
            lock (started)
                started.Add(id);
            return ScriptedBenchmark.Right;
        });
        using var gate = _folder.Open("head");
        using var one = _folder.Open("short");
        using var two = _folder.Open("long");
        using var three = _folder.Open("smoke");
        var runs = new[]
        {
            scheduler.RunAsync(Play("head").Create("head", 1), gate, null, CancellationToken.None),
            scheduler.RunAsync(Play("short").Create("short", 2, expectedSeconds: 1), one, null, CancellationToken.None),
            scheduler.RunAsync(Play("long").Create("long", 2, expectedSeconds: 1000), two, null, CancellationToken.None),
            scheduler.RunAsync(Play("smoke").Create("smoke", 2, expectedSeconds: 1), three, new TrialRunOptions { GoesFirst = true }, CancellationToken.None),
        };
        all.SetResult();
        await Task.WhenAll(runs);
        Assert.That(started, Is.EqualTo(new[] { "head", "smoke", "smoke", "long", "long", "short", "short" }));
    }

    [Test]
    public async Task ASlowHeadDoesNotLetASequentialBenchmarkRunAheadButTheOthersUseTheSlots()
    {
        using var slots = new RequestSlots(4);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var head = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var play = new ScriptedBenchmark(async (sample, _) =>
        {
            if (sample.Id == "item-0")
                await head.Task;
            return ScriptedBenchmark.Right;
        });
        var other = new ScriptedBenchmark((_, _) => Task.FromResult(ScriptedBenchmark.Right));
        using var journal = _folder.Open("sequential");
        using var otherJournal = _folder.Open("other");
        var sequential = scheduler.RunAsync(play.Create("sequential", 100, 1000, () => new Rule(_ => null)), journal, null, CancellationToken.None);
        var fill = await scheduler.RunAsync(other.Create("other", 50, 1), otherJournal, null, CancellationToken.None);
        var before = play.Started.Count;
        head.SetResult();
        var run = await sequential;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fill.Trials, Has.Count.EqualTo(50), "the other benchmark waited for the slow head");
            Assert.That(before, Is.InRange(1, 8), "more than twice the limit was started before the head had ended");
            Assert.That(run.Trials, Has.Count.EqualTo(100));
        }
    }

    [Test]
    public async Task AnEarlyStopGivesUpWhatIsUnderWayAndJudgesThePrefixOnly()
    {
        using var slots = new RequestSlots(8);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var givenUp = 0;
        var play = new ScriptedBenchmark(async (sample, stop) =>
        {
            if (int.Parse(sample.Id[5..], System.Globalization.CultureInfo.InvariantCulture) < 5)
                return ScriptedBenchmark.Right;
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                Interlocked.Increment(ref givenUp);
            }

            return ScriptedBenchmark.Right;
        });
        using var journal = _folder.Open("stops");
        var seen = 0;
        var run = await scheduler.RunAsync(play.Create("stops", 100, 5, () => new Rule(_ => ++seen == 5 ? "enough" : null)), journal, null, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.StopReason, Is.EqualTo("enough"));
            Assert.That(run.Trials.Select(t => t.Sample), Is.EqualTo(Enumerable.Range(0, 5).Select(i => $"item-{i}")));
            Assert.That(givenUp, Is.InRange(0, 8));
            Assert.That(play.Started.Count, Is.LessThan(25));
        }
    }

    [Test]
    public async Task FewAreUnderWayWhenTheRuleExpectsToEndSoon()
    {
        using var slots = new RequestSlots(64);
        var scheduler = new TrialScheduler(slots, Unreachable);
        int underWay = 0, most = 0;
        var play = new ScriptedBenchmark(async (_, _) =>
        {
            var now = Interlocked.Increment(ref underWay);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref underWay);
            return ScriptedBenchmark.Right;
        });
        using var journal = _folder.Open("near");
        await scheduler.RunAsync(play.Create("near", 60, 5, () => new Rule(_ => null) { Remaining = 10 }), journal, null, CancellationToken.None);
        Assert.That(most, Is.InRange(1, 2), "a fifth of what is still expected");
    }

    [Test]
    public async Task ATrialThatMeetsAnOutageIsMadeOnceMoreAtTheEnd()
    {
        using var slots = new RequestSlots(2);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var tries = new Dictionary<string, int>();
        var play = new ScriptedBenchmark((sample, _) =>
        {
            lock (tries)
            {
                var number = tries[sample.Id] = tries.GetValueOrDefault(sample.Id) + 1;
                var isDown = sample.Id == "item-9" || (sample.Id is "item-1" or "item-2" && number == 1);
                return Task.FromResult(isDown ? ScriptedBenchmark.Outage : ScriptedBenchmark.Right);
            }
        });
        using var journal = _folder.Open("outage");
        var run = await scheduler.RunAsync(play.Create("outage", 10), journal, null, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Trials.Count(t => t.Outcome == TrialOutcome.Scored), Is.EqualTo(9));
            Assert.That(tries.Where(t => t.Value > 1).Select(t => (t.Key, t.Value)), Is.EquivalentTo(new[] { ("item-1", 2), ("item-2", 2), ("item-9", 2) }));
        }
    }

    [Test]
    public async Task AClosedSchedulerEndsWithTheCompletePrefixAndSaysWhy()
    {
        using var slots = new RequestSlots(4);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var play = new ScriptedBenchmark(async (sample, stop) =>
        {
            if (sample.Id is not ("item-0" or "item-1" or "item-3"))
                await Task.Delay(Timeout.Infinite, stop);
            if (sample.Id == "item-3")
                scheduler.Close("no money left", abandon: true);
            return ScriptedBenchmark.Right;
        });
        using var journal = _folder.Open("closed");
        var run = await scheduler.RunAsync(play.Create("closed", 100), journal, null, CancellationToken.None);
        using var later = _folder.Open("later");
        var never = await scheduler.RunAsync(play.Create("later", 3), later, null, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.IsPartial, run.Planned, run.StopReason), Is.EqualTo((true, 100, "no money left")));
            Assert.That(run.Trials.Select(t => t.Sample), Is.EqualTo(new[] { "item-0", "item-1" }).Or.EqualTo(new[] { "item-0" }).Or.Empty);
            Assert.That((never.IsPartial, never.Trials.Count), Is.EqualTo((true, 0)));
        }
    }

    // The requests of a big benchmark may hold pictures: none is built before its trial starts.
    [Test]
    public async Task RequestsAreBuiltWhenTheirTrialStarts()
    {
        using var slots = new RequestSlots(2);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var play = new ScriptedBenchmark((sample, _) =>
        {
            if (sample.Id == "item-9")
                scheduler.Close("test", abandon: true);
            return Task.FromResult(ScriptedBenchmark.Right);
        });
        using var journal = _folder.Open("lazy");
        await scheduler.RunAsync(play.Create("lazy", 100_000), journal, null, CancellationToken.None);
        Assert.That(play.Described, Is.LessThan(20));
    }

    [Test]
    public async Task ADiskThatRefusesEndsTheBenchmarkWithItsMessage()
    {
        using var slots = new RequestSlots(2);
        var scheduler = new TrialScheduler(slots, Unreachable);
        var file = Path.Combine(Path.GetTempPath(), $"kvv-{Guid.NewGuid():N}.jsonl");
        try
        {
            using var disk = new Evaluation.SmallDisk(new FileStream(file, FileMode.Create)) { Free = 700 };
            using var journal = TrialJournal.Open(file, line => line, _ => disk);
            var error = await Assert.ThrowsAsync<IOException>(() => scheduler.RunAsync(
                new ScriptedBenchmark((_, _) => Task.FromResult(ScriptedBenchmark.Right)).Create("full", 50), journal, null, CancellationToken.None));
            Assert.That(error!.Message, Does.Contain("No space left").And.Contain("run again to continue"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private static Task<Exchange> Unreachable(ChatRequest request, string origin, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A scripted play sends nothing.");
}
