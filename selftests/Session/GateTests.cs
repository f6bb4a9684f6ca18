using Kvv.Conformance.Verdicts;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>
/// Pre-verification comes before benchmarks under any order and parallelism, each requirement is judged once, and a closed
/// gate sends no benchmark request: counted at the server.
/// </summary>
[TestFixture]
public sealed class GateTests
{
    private const string Marker = "benchmark-request-marker";

    [Test]
    public async Task BenchmarkAloneMakesTheGateJudgeFirst()
    {
        await using var endpoint = await StartAsync();
        await using var run = await RunAsync(endpoint);
        var outcome = await run.Session.RunBenchmarkAsync(FakeBenchmark.Create(run.Session, Marker));
        var bodies = endpoint.RequestCounts.Bodies();
        var firstTrial = bodies.FindIndex(b => b.Contains(Marker, StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Result, Is.Not.Null);
            Assert.That(run.Session.Gate.Settled!.IsOpen, Is.True);
            Assert.That(firstTrial, Is.GreaterThan(100), "trials came before pre-verification");
            Assert.That(bodies.Skip(firstTrial).All(b => b.Contains(Marker, StringComparison.Ordinal)), Is.True, "pre-verification went on after the first trial");
        }
    }

    [Test]
    public async Task AClosedGateSendsNoBenchmarkRequest()
    {
        await using var endpoint = await StartAsync("tc-finish-stop");
        await using var run = await RunAsync(endpoint);
        var outcome = await run.Session.RunBenchmarkAsync(FakeBenchmark.Create(run.Session, Marker));
        var end = run.Session.Complete();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Result, Is.Null);
            Assert.That(outcome.Blocked, Does.Contain("closed"));
            Assert.That(endpoint.RequestCounts.Bodies().Where(b => b.Contains(Marker, StringComparison.Ordinal)), Is.Empty);
            Assert.That(end.Verdict.Kind, Is.EqualTo(VerdictKind.Fails));
        }
    }

    // All at once, tests first, benchmark first: whoever needs a requirement first runs it, nobody runs it again.
    [Test]
    public async Task EachRequirementIsJudgedOnceUnderAnyOrder([Values("together", "tests first", "benchmark first")] string order)
    {
        await using var alone = await StartAsync();
        await using (var run = await RunAsync(alone))
            await run.PreVerifyAsync();

        await using var endpoint = await StartAsync();
        await using var both = await RunAsync(endpoint);
        var benchmark = FakeBenchmark.Create(both.Session, Marker);
        if (order == "benchmark first")
            await both.Session.RunBenchmarkAsync(benchmark);
        var tests = Task.WhenAll(both.Session.Registry.Checks.Concat(both.Session.Registry.Checks).Select(both.Session.JudgeAsync));
        if (order == "tests first")
            await tests;
        var trial = both.Session.RunBenchmarkAsync(benchmark);
        await tests;
        var outcome = await trial;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Result, Is.Not.Null, outcome.Blocked);
            Assert.That(endpoint.RequestCounts.Bodies().Count(b => !b.Contains(Marker, StringComparison.Ordinal)), Is.EqualTo(alone.RequestCounts.Bodies().Count));
            Assert.That(endpoint.RequestCounts.Bodies().Count(b => b.Contains(Marker, StringComparison.Ordinal)), Is.EqualTo(FakeBenchmark.Items));
        }
    }

    [Test]
    public async Task AFreshRecordOpensTheGateWithoutARequest()
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint);
        await first.PreVerifyAsync();
        await first.Session.Gate.OpenAsync();
        var before = endpoint.RequestCounts.Bodies().Count;
        await using var second = await RunAsync(endpoint, first.RunsFolder);
        var contact = endpoint.RequestCounts.Bodies().Count - before;
        var outcome = await second.Session.RunBenchmarkAsync(FakeBenchmark.Create(second.Session, Marker));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Result, Is.Not.Null);
            Assert.That(second.Session.Gate.Settled!.Reason, Does.Contain("open by the record of run"));
            Assert.That(endpoint.RequestCounts.Bodies().Count - before - contact, Is.EqualTo(FakeBenchmark.Items));
        }
    }

    [Test]
    public async Task AStaleOrForeignRecordOpensNothing([Values("KVV_GATE_MAX_AGE=0s", "KVV_DIALECT=none", "KVV_EXTRA_BODY={\"user\":\"x\"}")] string change)
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint);
        await first.PreVerifyAsync();
        await first.Session.Gate.OpenAsync();
        var setting = change.Split('=', 2);
        await using var second = await RunAsync(endpoint, first.RunsFolder, (setting[0], setting[1]));
        var state = await second.Session.Gate.OpenAsync();
        Assert.That(state.Reason, Does.Not.Contain("by the record"));
    }

    private static Task<ReferenceEndpoint> StartAsync(string faults = "") => ReferenceEndpoint.StartAsync(new ReferenceOptions
    {
        ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
        Faults = faults,
        RecordRequests = true,
    });

    private static Task<TestRun> RunAsync(ReferenceEndpoint endpoint, string? runsFolder = null, params (string, string)[] more) =>
        TestRun.StartAsync([("KVV_BASE_URL", endpoint.BaseUrl.ToString()), .. runsFolder is null ? [] : new[] { ("KVV_RUN_DIRECTORY", runsFolder) }, .. more]);
}

file static class RecordedBodies
{
    /// <summary>The bodies of the chat requests in the order of arrival.</summary>
    public static List<string> Bodies(this RequestCounts counts) =>
        [.. counts.Recorded.Where(r => r.Path.EndsWith("/chat/completions", StringComparison.Ordinal)).OrderBy(r => r.Number).Select(r => r.Body)];
}
