using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Tests.Running;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Benchmarks.Sequential;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>
/// Seeded order does not depend on interruptions: a run that was stopped anywhere, and continued, gives the result of one that
/// nobody touched, times aside. Shown with pre-verification, and with a benchmark that stops early.
/// </summary>
[TestFixture]
public sealed class InterruptionTests
{
    // The first findings, the middle of them, the last ones, and among the trials.
    // Without cached tokens, by contract or by a fault: who computes a prefix and who finds it depends on the order of arrival,
    // and a request that was lost with an interruption has left its prefix at the endpoint.
    [TestCase("kimi-k2.6", "ua-cache-off-silently", 3)]
    [TestCase("kimi-k2.6", "ua-cache-off-silently", 140)]
    [TestCase("kimi-k2-thinking", "", 300, 20)]
    [TestCase("kimi-k2.6", "ua-cache-off-silently,ua-stream-usage-missing", 30, 300)]
    public async Task PreVerificationThatWasInterruptedGivesTheSameResult(string profile, string faults, params int[] stops)
    {
        using var untouched = new RunsFolder();
        await using (var endpoint = await ReferenceAsync(profile, faults))
            await VerifyAsync(endpoint, profile, untouched.Path, null);
        using var runs = new RunsFolder();
        var interruptions = 0;
        // One endpoint for all parts: it is the run that is interrupted.
        await using (var endpoint = await ReferenceAsync(profile, faults))
        {
            foreach (var stop in stops)
                interruptions += await VerifyAsync(endpoint, profile, runs.Path, stop) ? 1 : 0;
            await VerifyAsync(endpoint, profile, runs.Path, null);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interruptions, Is.EqualTo(stops.Length), "a stop came after the end of the run");
            Assert.That(TimelessResult.Of(runs.Path), Is.EqualTo(TimelessResult.Of(untouched.Path)));
        }
    }

    [TestCase(1, 1)]
    [TestCase(1, 7, 2, 9)]
    [TestCase(1, 30)]
    [TestCase(16, 5, 20)]
    [TestCase(16, 35)]
    public async Task ABenchmarkThatStopsEarlyGivesTheSameResultWhereverItWasInterrupted(int concurrency, params int[] stops)
    {
        using var untouched = new RunsFolder();
        using var runs = new RunsFolder();
        await using var endpoint = WordEndpoint.Start();
        await MeasureAsync(endpoint, untouched.Path, concurrency, null);
        var interruptions = 0;
        foreach (var stop in stops)
            interruptions += await MeasureAsync(endpoint, runs.Path, concurrency, stop) ? 1 : 0;
        await MeasureAsync(endpoint, runs.Path, concurrency, null);
        Assert.That(interruptions, Is.EqualTo(stops.Length), "a stop came after the end of the run");
        var (one, other) = (TimelessResult.Of(runs.Path), TimelessResult.Of(untouched.Path));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(one, Is.EqualTo(other));
            Assert.That(one, Does.Contain("the evidence settles it after"), "the rule never stopped anything");
            Assert.That(TimelessResult.Attachment(runs.Path, "words", "ledger.jsonl"), Is.EqualTo(TimelessResult.Attachment(untouched.Path, "words", "ledger.jsonl")));
        }
    }

    private static Task<ReferenceEndpoint> ReferenceAsync(string profile, string faults) => ReferenceEndpoint.StartAsync(new ReferenceOptions
    {
        ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", $"{profile}.json"),
        AnswerKeyFolders = [Path.Combine(RepositoryRoot.Path, "fixtures", "reasoning")],
        // A request that is lost with an interruption is sent again.
        RepeatsAnswers = true,
        Faults = faults,
    });

    /// <summary>One part of a run with the product's own checks and a benchmark.</summary>
    /// <returns>Whether it was stopped.</returns>
    private static async Task<bool> VerifyAsync(ReferenceEndpoint endpoint, string profile, string runs, int? stop)
    {
        var disk = new StoppingDisk(stop ?? int.MaxValue);
        await using var run = await EngineRun.StartAsync(
            endpoint.BaseUrl, runs, change: s => s with { Checks = typeof(RequirementAttribute).Assembly, OpenJournal = disk.Open }, settings: [("KVV_PROFILE", profile), ("KVV_MODEL", endpoint.ModelId), ("KVV_MAX_ATTEMPTS", "1")]);
        disk.Stop = () => run.Session.Stop("test");
        var checks = run.Session.Registry.Checks.Select(run.Session.JudgeAsync).ToList();
        await Task.WhenAll(checks);
        await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get("basics"));
        run.Session.Complete();
        return disk.HasStopped;
    }

    /// <summary>One part of a run of a benchmark with a stop rule; every seventh word is wrong.</summary>
    private static async Task<bool> MeasureAsync(WordEndpoint endpoint, string runs, int concurrency, int? stop)
    {
        var disk = new StoppingDisk(stop ?? int.MaxValue);
        await using var run = await EngineRun.StartAsync(endpoint.BaseUrl, runs, change: s => s with { OpenJournal = disk.Open }, settings: [("KVV_CONCURRENCY", $"{concurrency}")]);
        disk.Stop = () => run.Session.Stop("test");
        await run.Session.RunBenchmarkAsync(Sequential(run));
        run.Session.Complete();
        return disk.HasStopped;
    }

    /// <summary>A benchmark with a stop rule.</summary>
    internal static Benchmark Sequential(EngineRun run, int wrongEvery = 7)
    {
        var words = run.Words(400);
        var dataset = words.Dataset with { Samples = [.. words.Dataset.Samples.Select((s, i) => i % wrongEvery == 0 ? s with { Data = new() { ["kind"] = "exact", ["answer"] = "other", ["asked"] = s.Text("answer") } } : s)] };
        var target = new AccuracyTarget(0.95, 0.05, false, "test");
        var design = SequentialDesign.For("words", target, dataset, 400, "1");
        var accuracy = new SequentialAccuracy(design, target);
        return words with
        {
            Dataset = dataset,
            Play = run.WordPlay(sample => sample.Data.ContainsKey("asked") ? sample.Text("asked") : sample.Text("answer")),
            Order = design.Order,
            StopRule = () => new SequentialStopRule(design),
            Judge = accuracy,
            Target = target,
            Attachments = accuracy.Ledger,
        };
    }
}
