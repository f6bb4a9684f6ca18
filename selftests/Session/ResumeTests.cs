using Kvv.Conformance.Settings;
using Kvv.ReferenceVendor;
using NUnit.Framework;

namespace Kvv.SelfTests.Session;

/// <summary>An unfinished run is continued by one that measures the same, and by no other; a settled trial is never sent again.</summary>
[TestFixture]
public sealed class ResumeTests
{
    private const string Marker = "resume-marker";

    [Test]
    public async Task AStoppedRunIsContinuedWithoutSendingASettledTrialAgain()
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint, []);
        await first.Session.RunBenchmarkAsync(FakeBenchmark.Create(first.Session, Marker));
        first.Session.Stop("test");
        first.Session.Complete();
        await first.Session.DisposeAsync();
        var sent = endpoint.RequestCounts.Total;

        await using var second = await RunAsync(endpoint, [("KVV_RUN_DIRECTORY", first.RunsFolder)]);
        var outcome = await second.Session.RunBenchmarkAsync(FakeBenchmark.Create(second.Session, Marker));
        var end = second.Session.Complete();
        var trials = endpoint.RequestCounts.Recorded.Skip(sent).Count(r => r.Body.Contains(Marker, StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Session.RunFolder, Is.EqualTo(first.Session.RunFolder));
            Assert.That(second.Output.Lines, Has.Some.Contains("Continuing the unfinished run"));
            Assert.That(second.Output.Lines, Has.Some.Contains($"journal holds {FakeBenchmark.Items} settled trials"));
            Assert.That(trials, Is.Zero, "settled trials were sent again");
            Assert.That(outcome.Result!.Scored, Is.EqualTo(FakeBenchmark.Items));
            Assert.That(end.Document.Run.Resumed, Is.True);
        }
    }

    [Test]
    public async Task AFinishedRunIsNotContinued()
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint, []);
        first.Session.Complete();
        await first.Session.DisposeAsync();
        await using var second = await RunAsync(endpoint, [("KVV_RUN_DIRECTORY", first.RunsFolder)]);
        Assert.That(second.Session.RunFolder, Is.Not.EqualTo(first.Session.RunFolder));
    }

    [Test]
    public async Task AChangedSettingStartsANewRunAndIsNamed()
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint, []);
        first.Session.Stop("test");
        first.Session.Complete();
        await first.Session.DisposeAsync();
        await using var second = await RunAsync(endpoint, [("KVV_RUN_DIRECTORY", first.RunsFolder), ("KVV_SEED", "7")]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Session.RunFolder, Is.Not.EqualTo(first.Session.RunFolder));
            Assert.That(second.Output.Lines, Has.Some.Contains("(Seed differ)"));
        }
    }

    // An empty variable counts as not set: the vendor meets a drawn seed.
    [Test]
    public async Task ARunOfADrawnSeedIsContinuedWithItAndTheNextRunDrawsAnew()
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint, [("KVV_SEED", "")]);
        first.Session.Stop("test");
        first.Session.Complete();
        await first.Session.DisposeAsync();
        await using var second = await RunAsync(endpoint, [("KVV_SEED", ""), ("KVV_RUN_DIRECTORY", first.RunsFolder)]);
        second.Session.Complete();
        await second.Session.DisposeAsync();
        await using var third = await RunAsync(endpoint, [("KVV_SEED", ""), ("KVV_RUN_DIRECTORY", first.RunsFolder)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Session.RunFolder, Is.EqualTo(first.Session.RunFolder));
            Assert.That(second.Session.Settings.Seed, Is.EqualTo(first.Session.Settings.Seed));
            Assert.That(second.Session.Context.Seed, Is.EqualTo(first.Session.Settings.Seed));
            Assert.That(first.Output.Lines[0], Does.EndWith($"seed {first.Session.Settings.Seed} drawn for this run)"));
            Assert.That(third.Session.RunFolder, Is.Not.EqualTo(first.Session.RunFolder), "the second run finished");
            Assert.That(third.Session.Settings.Seed, Is.Not.EqualTo(first.Session.Settings.Seed), "one of ten to the twelfth");
        }
    }

    [Test]
    public async Task ANamedRunIsContinuedWithItsSeedAlsoWhereItWasGiven([Values] bool named)
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint, [("KVV_SEED", "7")]);
        first.Session.Stop("test");
        first.Session.Complete();
        await first.Session.DisposeAsync();
        await using var second = await RunAsync(
            endpoint, [("KVV_SEED", ""), ("KVV_RUN_DIRECTORY", first.RunsFolder), ("KVV_RESUME", named ? Path.GetFileName(first.Session.RunFolder) : "auto")]);
        Assert.That(second.Session.RunFolder == first.Session.RunFolder && second.Session.Settings.Seed == 7, Is.EqualTo(named));
    }

    [Test]
    public async Task ARunInUseIsLeftAlone()
    {
        await using var endpoint = await StartAsync();
        await using var first = await RunAsync(endpoint, []);
        await using var second = await RunAsync(endpoint, [("KVV_RUN_DIRECTORY", first.RunsFolder)]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Session.RunFolder, Is.Not.EqualTo(first.Session.RunFolder));
            Assert.That(second.Output.Lines, Has.Some.Contains("in use by another process"));
        }
    }

    [Test]
    public async Task ANamedRunThatIsNotThereStopsTheRun()
    {
        await using var endpoint = await StartAsync();
        var error = await Assert.ThrowsAsync<SettingsException>(() => RunAsync(endpoint, [("KVV_RESUME", "no-such-run")]));
        Assert.That(error!.Message, Does.Contain("no-such-run"));
    }

    private static Task<ReferenceEndpoint> StartAsync() => ReferenceEndpoint.StartAsync(new ReferenceOptions
    {
        ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json"),
        RecordRequests = true,
    });

    private static Task<TestRun> RunAsync(ReferenceEndpoint endpoint, (string, string)[] more) =>
        TestRun.StartAsync([("KVV_BASE_URL", endpoint.BaseUrl.ToString()), .. more]);
}
