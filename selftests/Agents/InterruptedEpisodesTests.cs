using Kvv.Conformance.Benchmarks;
using Kvv.Evaluation.Benchmarks;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Engine;
using Kvv.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>
/// A run that was stopped amid its episodes, with several under way, and continued: its result is that of a run that nobody
/// touched.
/// </summary>
[TestFixture]
public sealed class InterruptedEpisodesTests
{
    private static readonly string Fixtures = Path.Combine(RepositoryRoot.Path, "fixtures");

    [Test]
    public async Task TheResultIsThatOfARunThatNobodyTouched()
    {
        using var untouched = new RunsFolder();
        await using (var endpoint = await ReferenceAsync())
            Assert.That(await PlayAsync(endpoint, untouched.Path, int.MaxValue), Is.False);
        using var runs = new RunsFolder();
        await using (var endpoint = await ReferenceAsync())
        {
            foreach (var replies in new[] { 30, 90, 1 })
                Assert.That(await PlayAsync(endpoint, runs.Path, replies), Is.True, "a stop came after the end of the run");
            await PlayAsync(endpoint, runs.Path, int.MaxValue);
        }

        Assert.That(TimelessResult.Of(runs.Path), Is.EqualTo(TimelessResult.Of(untouched.Path)));
    }

    // A fault that shows in some replies of every episode: the rules of every reply count them, and show examples. And no cached
    // tokens: what a prefix cache knows depends on requests that were lost.
    private static Task<ReferenceEndpoint> ReferenceAsync() => ReferenceEndpoint.StartAsync(new ReferenceOptions
    {
        ProfilePath = Path.Combine(Fixtures, "models", "kimi-k2.6.json"),
        RehearsalFolders = [Path.Combine(Fixtures, "agentic")],
        RepeatsAnswers = true,
        Skill = 0.6,
        Seed = 5,
        Faults = "tc-finish-stop,ua-cache-off-silently",
    });

    /// <summary>One part of a run.</summary>
    /// <returns>Whether it was stopped.</returns>
    private static async Task<bool> PlayAsync(ReferenceEndpoint endpoint, string runs, int stopAfter)
    {
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, runs, settings: [("KVV_MODEL", endpoint.ModelId), ("KVV_CONCURRENCY", "4")]);
        var context = new BenchmarkContext(run.Session.Context, run.Session.Settings, Fixtures);
        var desk = ((Preparation.Ready)BenchmarkRegistry.Get("service-desk").Prepare(context)).Benchmark;
        var play = new StoppedPlay(desk.Play, stopAfter, () => run.Session.Stop("test"));
        await run.Session.RunBenchmarkAsync(desk with { Play = play });
        run.Session.Complete();
        return play.HasStopped;
    }

    /// <summary>Stops the run when so many replies have come.</summary>
    private sealed class StoppedPlay(ITrialPlay play, int replies, Action stop) : ITrialPlay
    {
        private int _replies;

        public bool HasStopped => Volatile.Read(ref _replies) >= replies;

        public string Describe(Sample sample, int epoch) => play.Describe(sample, epoch);

        public ChatRequest FirstRequest(Sample sample, int epoch) => play.FirstRequest(sample, epoch);

        public async Task<PlayedTrial> PlayAsync(TrialContext context, CancellationToken cancellationToken)
        {
            var counted = new TrialContext(context.Sample, context.Epoch, "", SendAsync, context.StepFile);
            return await play.PlayAsync(counted, cancellationToken);

            async Task<Exchange> SendAsync(ChatRequest request, string step, CancellationToken token)
            {
                var exchange = await context.SendAsync(request, step[1..], token);
                if (Interlocked.Increment(ref _replies) == replies)
                    stop();
                return exchange;
            }
        }
    }
}
