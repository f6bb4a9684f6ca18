using Kvv.Evaluation.Scheduling;
using Kvv.SelfTests.Wire;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>The limit under pressure, the caps, and the decision that an endpoint is dead, on a clock that the test moves.</summary>
[TestFixture]
public sealed class PressureTests
{
    private static readonly AttemptEnd Refused = new(429, false, null, "HTTP status 429");
    private static readonly AttemptEnd NoConnection = new(null, false, null, "cannot connect to host: refused");
    private static readonly AttemptEnd Good = new(200, true, null, null);

    [Test]
    public async Task TheLimitIsHalvedOnceAnIncidentAndGrowsBackToItsBound()
    {
        var time = new ManualTime();
        using var slots = new RequestSlots(64, time);
        for (var i = 0; i < 10; i++)
            slots.Press();
        Assert.That(slots.Limit, Is.EqualTo(32), "ten refusals at once are one incident");
        time.Advance(TimeSpan.FromSeconds(2));
        slots.Press();
        Assert.That(slots.Limit, Is.EqualTo(16));
        for (var i = 0; i < 9; i++)
            time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(slots.Limit, Is.EqualTo(16), "it rests before it grows");
        for (var i = 0; i < 60; i++)
            time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(slots.Limit, Is.EqualTo(64), "never above what the user allowed");
        using var one = await slots.TakeAsync(CancellationToken.None);
        Assert.That(slots.Taken, Is.EqualTo(1));
    }

    [Test]
    public void TheLimitNeverFallsBelowOne()
    {
        var time = new ManualTime();
        using var slots = new RequestSlots(3, time);
        for (var i = 0; i < 10; i++)
        {
            slots.Press();
            time.Advance(TimeSpan.FromSeconds(1.5));
        }

        Assert.That(slots.Limit, Is.EqualTo(1));
    }

    [Test]
    public async Task ProbesComeBeforeTrialsAndACancelledWaitTakesNothing()
    {
        using var slots = new RequestSlots(1);
        var held = await slots.TakeAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var given = slots.TakeAsync(stop.Token);
        var trial = slots.TakeAsync(CancellationToken.None);
        var probe = slots.TakeAsync(isUrgent: true, CancellationToken.None);
        await stop.CancelAsync();
        held.Dispose();
        var first = await Task.WhenAny(trial, probe);
        Assert.That(first, Is.SameAs(probe));
        Assert.That(given.IsCanceled, Is.True);
        (await probe).Dispose();
        (await trial).Dispose();
        Assert.That(slots.Taken, Is.Zero);
    }

    [Test]
    public async Task AnEndpointThatFailsInSilenceForAMinuteIsDead()
    {
        var (time, dead) = (new ManualTime(), new List<string>());
        using var slots = new RequestSlots(8, time);
        using var guard = new EndpointGuard(slots, time, null, dead.Add);
        guard.Arm();
        var started = time.GetUtcNow();
        for (var second = 0; dead.Count == 0 && second < 200; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            using var stop = new CancellationTokenSource();
            var attempt = guard.BeginAsync(stop.Token).AsTask();
            // Held back for now: a later second brings the next one.
            if (attempt.IsCompleted)
                (await attempt).Ended(NoConnection);
            else
                await stop.CancelAsync();
        }

        Assert.That(dead, Has.Count.EqualTo(1));
        Assert.That(dead[0], Does.Contain("silent for 6").And.Contain("cannot connect to host: refused"));
        Assert.That((time.GetUtcNow() - started).TotalSeconds, Is.InRange(60, 62));
    }

    // 40 of 64 are served while the rest is refused: bytes arrive, so the endpoint lives.
    [Test]
    public async Task AnEndpointThatStillStreamsIsNotDead()
    {
        var (time, dead) = (new ManualTime(), new List<string>());
        using var slots = new RequestSlots(8, time);
        using var guard = new EndpointGuard(slots, time, null, dead.Add);
        guard.Arm();
        var stream = await guard.BeginAsync(CancellationToken.None);
        for (var i = 0; i < 300; i++)
        {
            stream.Arrived(200);
            (await guard.BeginAsync(CancellationToken.None)).Ended(NoConnection);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.That(dead, Is.Empty);
    }

    [Test]
    public async Task UnderRefusalOneAttemptAtATimeIsLetThroughAndAnAnswerFreesTheRest()
    {
        var time = new ManualTime();
        using var slots = new RequestSlots(8, time);
        using var guard = new EndpointGuard(slots, time, null, _ => { });
        guard.Arm();
        (await guard.BeginAsync(CancellationToken.None)).Ended(Refused with { RetryAfter = TimeSpan.FromSeconds(20) });
        var waiting = Enumerable.Range(0, 5).Select(_ => guard.BeginAsync(CancellationToken.None).AsTask()).ToList();
        time.Advance(TimeSpan.FromSeconds(19));
        await Task.Yield();
        Assert.That(waiting.Count(t => t.IsCompleted), Is.Zero, "the endpoint asked for twenty seconds");
        time.Advance(TimeSpan.FromSeconds(2));
        var probe = await Task.WhenAny(waiting);
        Assert.That(waiting.Count(t => t.IsCompleted), Is.EqualTo(1));
        (await probe).Arrived(200);
        await Task.WhenAll(waiting);
        Assert.That(guard.IsHolding, Is.False);
    }

    [Test]
    public async Task AGuardThatIsNotArmedChangesNothing()
    {
        var (time, dead) = (new ManualTime(), new List<string>());
        using var slots = new RequestSlots(8, time);
        using var guard = new EndpointGuard(slots, time, null, dead.Add);
        for (var i = 0; i < 100; i++)
        {
            (await guard.BeginAsync(CancellationToken.None)).Ended(NoConnection);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.That((dead.Count, slots.Limit, guard.IsHolding), Is.EqualTo((0, 8, false)));
    }

    [Test]
    public async Task RequestsAMinuteAreSpacedEvenly()
    {
        var time = new ManualTime();
        var pace = new RequestPace(60, null, time);
        var begun = Enumerable.Range(0, 10).Select(_ => pace.BeginAsync(CancellationToken.None).AsTask()).ToList();
        Assert.That(begun.Count(t => t.IsCompleted), Is.EqualTo(1));
        for (var second = 1; second <= 9; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await begun[second];
            Assert.That(begun.Count(t => t.IsCompleted), Is.EqualTo(second + 1));
        }
    }

    [Test]
    public async Task TokensAMinuteAreKeptAsAMean()
    {
        var time = new ManualTime();
        var pace = new RequestPace(null, 60_000, time);
        var sent = 0;
        var end = time.GetUtcNow() + TimeSpan.FromSeconds(600);
        // Each uses 5,000 tokens: twelve a minute.
        while (time.GetUtcNow() < end)
        {
            var attempt = pace.BeginAsync(CancellationToken.None).AsTask();
            while (!attempt.IsCompleted && time.GetUtcNow() < end)
                time.Advance(TimeSpan.FromSeconds(1));
            if (!attempt.IsCompleted)
                break;
            (await attempt).Ended(Good);
            pace.Settle(1, 5000);
            sent++;
        }

        Assert.That(sent, Is.InRange(115, 125), "600 s at 1,000 tokens a second");
    }
}
