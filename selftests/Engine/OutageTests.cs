using Kvv.Conformance.Verdicts;
using Kvv.Evaluation.Trials;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>What happens to a run when the endpoint lets it down: never a wrong answer, never a lost one, and a sentence that says it.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OutageTests : IDisposable
{
    // Long enough that a machine under load does not run into it on a fast clock.
    private static readonly (string, string) Patient = ("KVV_REQUEST_TIMEOUT", "10h");

    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Test]
    public async Task AMinuteOf429CostsNoTrial()
    {
        var time = new FastTime(60);
        long limitedFrom = 0;
        var refused = 0;
        await using var endpoint = WordEndpoint.Start(async (item, connection) =>
        {
            if (item.Length == 0)
                return true;
            if (Interlocked.CompareExchange(ref limitedFrom, time.GetTimestamp(), 0) == 0 || time.GetElapsedTime(limitedFrom) > TimeSpan.FromSeconds(60))
                return true;
            Interlocked.Increment(ref refused);
            await WordEndpoint.RefuseAsync(connection, 429, "Retry-After: 10\r\n");
            return false;
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, settings: [Patient, ("KVV_MAX_ATTEMPTS", "5"), ("KVV_CONCURRENCY", "16"), ("KVV_IDLE_TIMEOUT", "10h")]);
        var outcome = await run.Session.RunBenchmarkAsync(run.Words(60));
        var end = run.Session.Complete();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused, Is.GreaterThan(0));
            Assert.That(refused, Is.LessThan(40), "the endpoint was hammered while it refused");
            Assert.That((outcome.Result!.Scored, outcome.Result.Infrastructure), Is.EqualTo((60, 0)));
            Assert.That(run.Output.Lines.Where(l => l.StartsWith("STOPPED", StringComparison.Ordinal)), Is.Empty);
            Assert.That(end.Document.Benchmarks[0].Metrics[0].Status, Is.EqualTo("pass"));
        }
    }

    [Test]
    public async Task ADeadEndpointStopsTheRunWithinAMinuteOfSilenceAndTheRunIsContinued()
    {
        var time = new FastTime(60);
        var isDead = false;
        var answered = 0;
        await using var endpoint = WordEndpoint.Start((item, connection) =>
        {
            if (item.Length > 0 && Interlocked.Increment(ref answered) > 10)
                Volatile.Write(ref isDead, true);
            if (!Volatile.Read(ref isDead))
                return Task.FromResult(true);
            connection.Dispose();
            throw new IOException("The endpoint is dead.");
        });
        await using (var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, settings: [Patient, ("KVV_MAX_ATTEMPTS", "8"), ("KVV_CONCURRENCY", "4"), ("KVV_IDLE_TIMEOUT", "10h")]))
        {
            var started = time.Elapsed;
            var outcome = await run.Session.RunBenchmarkAsync(run.Words(200));
            var end = run.Session.Complete();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.Output.Lines, Has.Some.Match("STOPPED: the endpoint has been silent for .* s while .* attempts failed, the last with: .* Nothing is lost: run again to continue"));
                Assert.That(outcome.Result!.StopReason, Does.Contain("silent"));
                Assert.That(end.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
                Assert.That(end.Document.Benchmarks[0].Metrics[0].Status, Is.EqualTo("undecided"));
                Assert.That(end.Document.Run.FinishedAt, Is.Null, "a run that can be continued is not finished");
                Assert.That(time.Elapsed - started, Is.LessThan(TimeSpan.FromHours(1)));
            }
        }

        Volatile.Write(ref isDead, false);
        answered = int.MinValue;
        await using var again = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, new FastTime(1), settings: [Patient]);
        var all = await again.Session.RunBenchmarkAsync(again.Words(200));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Output.Lines, Has.Some.Contains("Continuing the unfinished run"));
            Assert.That(again.Output.Lines, Has.Some.Match("words: journal holds [0-9]+ settled trials, [0-9]+ are to do and [0-9]+ to redo"));
            Assert.That((all.Result!.Scored, all.Result.Infrastructure), Is.EqualTo((200, 0)));
        }
    }

    // A rule that ends its benchmark early concludes nothing above the limit either, and ends it where it cannot come back under it.
    [TestCase(8, 1, true, "too many ended without an answer", TestName = "ASequentialBenchmarkConcludesNothingFromMoreOutagesThanTheLimit")]
    [TestCase(60, 1, false, "the evidence settles it after [0-9]+ trials: conforms", TestName = "ASequentialBenchmarkConcludesWithFewOutages")]
    public async Task ASequentialBenchmarkWithOutages(int every, int atOnce, bool isOverTheLimit, string stopReason)
    {
        var isBroken = true;
        await using var endpoint = WordEndpoint.Start(async (item, connection) =>
        {
            if (item.Length == 0 || !Volatile.Read(ref isBroken) || int.Parse(item[4..], System.Globalization.CultureInfo.InvariantCulture) % every >= atOnce)
                return true;
            // No sign of pressure, so that nothing is held back.
            await WordEndpoint.RefuseAsync(connection, 500);
            return false;
        });
        await using (var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, settings: [("KVV_MAX_ATTEMPTS", "1"), ("KVV_CONCURRENCY", "4")]))
        {
            var result = (await run.Session.RunBenchmarkAsync(InterruptionTests.Sequential(run, wrongEvery: 1000))).Result!;
            var end = run.Session.Complete();
            var metric = end.Document.Benchmarks[0].Metrics[0];
            using (Assert.EnterMultipleScope())
            {
                Assert.That(result.StopReason, Does.Match(stopReason));
                Assert.That(result.Trials, Has.Count.LessThan(400), "the rule ended it");
                Assert.That(result.Infrastructure, Is.GreaterThan(0));
                Assert.That(metric.Status, Is.EqualTo(isOverTheLimit ? "undecided" : "pass"), metric.Explanation);
                Assert.That(metric.Explanation, isOverTheLimit ? Does.Match("^[0-9]+ of [0-9]+ trials ended in infrastructure errors, more than 5 % ") : Does.Contain("without an answer"));
                Assert.That(end.Verdict.Kind, Is.EqualTo(isOverTheLimit ? VerdictKind.Undecided : VerdictKind.Conforms));
                Assert.That(end.Document.Run.FinishedAt, isOverTheLimit ? Is.Null : Is.Not.Null);
            }
        }

        if (!isOverTheLimit)
            return;
        Volatile.Write(ref isBroken, false);
        await using var again = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, settings: [("KVV_MAX_ATTEMPTS", "1"), ("KVV_CONCURRENCY", "4")]);
        var all = (await again.Session.RunBenchmarkAsync(InterruptionTests.Sequential(again, wrongEvery: 1000))).Result!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Output.Lines, Has.Some.Contains("Continuing the unfinished run"));
            Assert.That(all.Infrastructure, Is.Zero);
            Assert.That(all.Status, Is.EqualTo(Kvv.Evaluation.Benchmarks.MetricStatus.Pass));
        }
    }

    [Test]
    public async Task AnEndpointThatDiesForHalfAMinuteAndComesBackCostsNoWrongAnswer()
    {
        var time = new FastTime(60);
        long diedAt = 0;
        var answered = 0;
        await using var endpoint = WordEndpoint.Start((item, connection) =>
        {
            if (item.Length == 0 || Interlocked.Increment(ref answered) <= 20)
                return Task.FromResult(true);
            Interlocked.CompareExchange(ref diedAt, time.GetTimestamp(), 0);
            if (time.GetElapsedTime(diedAt) > TimeSpan.FromSeconds(30))
                return Task.FromResult(true);
            connection.Dispose();
            throw new IOException("The endpoint is away.");
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, settings: [Patient, ("KVV_MAX_ATTEMPTS", "3"), ("KVV_CONCURRENCY", "8"), ("KVV_IDLE_TIMEOUT", "10h")]);
        var outcome = await run.Session.RunBenchmarkAsync(run.Words(100));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Result!.Trials.Where(t => t.Outcome == TrialOutcome.Scored && t.Value < 1), Is.Empty, "an outage was counted as a wrong answer");
            Assert.That(outcome.Result.Scored, Is.EqualTo(100), "what met the outage is made once more at the end");
            Assert.That(run.Output.Lines.Where(l => l.StartsWith("STOPPED", StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public async Task AStreamThatStallsForEverIsAnOutageAfterTheIdleLimit()
    {
        var time = new FastTime(60);
        await using var endpoint = WordEndpoint.Start(async (item, connection) =>
        {
            if (item is not ("item3" or "item7"))
                return true;
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"kimi\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"it\"},\"finish_reason\":null}]}\n\n");
            await connection.StaySilentAsync();
            throw new IOException("The client has gone.");
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, settings: [Patient, ("KVV_IDLE_TIMEOUT", "120s"), ("KVV_CONCURRENCY", "4")]);
        var outcome = await run.Session.RunBenchmarkAsync(run.Words(20));
        var end = run.Session.Complete();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((outcome.Result!.Scored, outcome.Result.Infrastructure), Is.EqualTo((18, 2)));
            Assert.That(outcome.Result.Metrics[0].Explanation, Does.StartWith("2 of 20 trials ended in infrastructure errors, more than 5 % (2 times the body stalled for 120 s"));
            Assert.That(end.Document.Benchmarks[0].Metrics[0].Status, Is.EqualTo("undecided"));
            Assert.That(run.Output.Lines, Has.Some.EqualTo("2 trials ended in infrastructure errors: run again with the same settings to send only those."));
        }
    }

    [Test]
    public async Task TheUserSaysHowManyOutagesAreAccepted()
    {
        await using var endpoint = WordEndpoint.Start(async (item, connection) =>
        {
            if (item is not ("item3" or "item7"))
                return true;
            await WordEndpoint.RefuseAsync(connection, 500);
            return false;
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, settings: [("KVV_MAX_ATTEMPTS", "1"), ("KVV_MAX_INFRASTRUCTURE_RATE", "0.1")]);
        var outcome = await run.Session.RunBenchmarkAsync(run.Words(20));
        Assert.That((outcome.Result!.Infrastructure, outcome.Result.Metrics[0].Status.ToString()), Is.EqualTo((2, "Pass")));
    }
}
