using Kvv.Conformance.Session;
using Kvv.Conformance.Verdicts;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>A run that has spent its budget ends cleanly with what it has, and goes on when it is given more.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BudgetTests : IDisposable
{
    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    // Each answer of the endpoint costs 25 tokens: 20 in, 5 out.
    [TestCase("KVV_MAX_TOKENS", "1000", "MaxTokens (1000) is reached")]
    [TestCase("KVV_MAX_COST", "0.001", "MaxCost (0.001) is reached")]
    public async Task TokensAndMoneyEndTheRunAndMoreOfThemContinueIt(string variable, string value, string sentence)
    {
        await using var endpoint = WordEndpoint.Start();
        (string, string)[] prices = [("KVV_PRICE_INPUT", "20"), ("KVV_PRICE_OUTPUT", "100"), ("KVV_CONCURRENCY", "2")];
        await using (var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, settings: [.. prices, (variable, value)]))
        {
            var outcome = await run.Session.RunBenchmarkAsync(run.Words(300));
            var end = run.Session.Complete();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.Output.Lines, Has.Some.Contains($"STOPPED: {sentence}"));
                Assert.That(outcome.Result!.Trials.Count, Is.InRange(1, 60));
                Assert.That(end.Document.Benchmarks[0].Metrics[0].Explanation, Does.StartWith("ended after ").And.Contain("of 300 trials").And.Contain("so far: "));
                Assert.That(end.Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
                Assert.That(end.Verdict.Reasons[0], Does.Contain(sentence));
                Assert.That(end.Document.Run.FinishedAt, Is.Null);
            }
        }

        await using var more = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, settings: prices);
        var all = await more.Session.RunBenchmarkAsync(more.Words(300));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(all.Result!.Scored, Is.EqualTo(300));
            Assert.That(endpoint.Items, Has.Count.EqualTo(300), "a budget that ends gives nothing up that was paid for");
        }
    }

    [Test]
    public async Task TimeEndsTheRunAtOnce()
    {
        var time = new FastTime(60);
        await using var endpoint = WordEndpoint.Start(async (item, connection) =>
        {
            if (item != "item9")
                return true;
            await connection.StaySilentAsync();
            throw new IOException("The client has gone.");
        });
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, settings: [("KVV_MAX_DURATION", "300s"), ("KVV_REQUEST_TIMEOUT", "10h"), ("KVV_CONCURRENCY", "1")]);
        var outcome = await run.Session.RunBenchmarkAsync(run.Words(20));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Output.Lines, Has.Some.Contains("STOPPED: MaxDuration (5m) is over"));
            Assert.That(outcome.Result!.Trials, Has.Count.EqualTo(9));
        }
    }

    [Test]
    public async Task TheStartOfARunSaysWhatItWillNeed()
    {
        await using var endpoint = WordEndpoint.Start();
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, change: s => s with { ShowsPlan = true }, settings: [("KVV_PRICE_INPUT", "0.6"), ("KVV_PRICE_OUTPUT", "2.5")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Output.Lines, Has.Some.Match("Plan for tier smoke: [0-9,]+ requests before the benchmarks, then up to [0-9,]+ trials of [0-9]+ benchmarks"));
            Assert.That(run.Output.Lines, Has.Some.Match("  basics: 40 trials, about [0-9,]+ tokens in and 1,024 out each, 28 s each \\(by a quarter of the token cap at an assumed 40 tokens/s\\)"));
            Assert.That(run.Output.Lines, Has.Some.Match("  together about [0-9,]+ tokens in and [0-9,]+ out, cost about [0-9.]+, about .* of benchmarks at concurrency 32"));
        }
    }

    [Test]
    public async Task ProgressIsKeptForThoseWhoLookOnFromElsewhere()
    {
        var time = new FastTime(20);
        EngineRun? looked = null;
        await using var endpoint = WordEndpoint.Start(async (item, _) =>
        {
            // Someone looks on while this request is under way.
            if (item == "item5")
                await looked!.Output.SeenAsync(l => l.Contains("words 5/20", StringComparison.Ordinal));
            return true;
        });
        await using var run = looked = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, s => s with { ProgressInterval = TimeSpan.FromSeconds(1) }, ("KVV_CONCURRENCY", "1"), ("KVV_REQUEST_TIMEOUT", "10h"));
        await run.Session.RunBenchmarkAsync(run.Words(20));
        run.Session.Complete();
        var progress = ProgressDocument.TryRead(run.Session.RunFolder)!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Output.Lines, Has.Some.Match("pre-verification 0/0 checks · words [0-9]+/20, 1.000 \\[0.[0-9]+, 1.000\\] · .* requests, .* tokens, .* tokens/s, 1 under way, about .* left"));
            Assert.That((progress.State, progress.Benchmarks[0].Done, progress.Benchmarks[0].Total, progress.Benchmarks[0].Accuracy), Is.EqualTo(("finished", 20, 20, (double?)1)));
            Assert.That(progress.Requests, Is.EqualTo(22));
        }
    }
}
