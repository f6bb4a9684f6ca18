using Kvv.Conformance.Results;
using Kvv.Conformance.Tests.Running;
using Kvv.Conformance.Verdicts;
using Kvv.ReferenceVendor;
using Kvv.SelfTests.Evaluation;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>What happens to a run when its own machine lets it down, disk, run folder or clock: nothing is lost, and a sentence says it.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DiskAndClockTests : IDisposable
{
    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Test]
    public async Task AFullDiskStopsTheRunAndSaysSo()
    {
        await using var endpoint = WordEndpoint.Start();
        await using (var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, change: s => s with { OpenJournal = p => new SmallDisk(new FileStream(p, FileMode.OpenOrCreate)) { Free = 20_000 } }))
        {
            var outcome = await run.Session.RunBenchmarkAsync(run.Words(100));
            using (Assert.EnterMultipleScope())
            {
                Assert.That(outcome.Blocked, Does.Contain("No space left"));
                Assert.That(run.Output.Lines, Has.Some.Match("STOPPED: The journal .*words.jsonl cannot be written: No space left on device.* make room .* and run again to continue"));
                Assert.That(run.Session.Complete().Verdict.Kind, Is.EqualTo(VerdictKind.Undecided));
            }
        }

        await using var again = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path);
        var all = await again.Session.RunBenchmarkAsync(again.Words(100));
        Assert.That((all.Result!.Scored, endpoint.Items.GroupBy(i => i).Max(g => g.Count())), Is.EqualTo((100, 2)).Or.EqualTo((100, 1)));
    }

    [Test]
    public async Task ADiskThatRefusesAFindingStopsTheRunWithTheSameSentence()
    {
        await using var endpoint = await ReferenceEndpoint.StartAsync(new ReferenceOptions { ProfilePath = Path.Combine(RepositoryRoot.Path, "fixtures", "models", "kimi-k2.6.json") });
        (string, string) model = ("KVV_MODEL", endpoint.ModelId);
        await using (var run = await EngineRun.StartAsync(
            endpoint.BaseUrl, _runs.Path, change: s => s with { Checks = typeof(RequirementAttribute).Assembly, OpenJournal = p => new SmallDisk(new FileStream(p, FileMode.OpenOrCreate)) { Free = 20_000 } }, settings: model))
        {
            await Task.WhenAll(run.Session.Registry.Checks.Select(run.Session.JudgeAsync));
            var end = run.Session.Complete();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.Output.Lines, Has.Exactly(1).Match("STOPPED: The journal .*findings.jsonl cannot be written: No space left on device.* make room .* and run again to continue"));
                Assert.That(end.Document.Counts.HarnessError, Is.Zero, "a full disk is no bug of the suite");
                Assert.That(end.Document.Counts.NotRun, Is.GreaterThan(0));
                Assert.That(end.Document.Run.FinishedAt, Is.Null);
            }
        }

        await using var again = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, change: s => s with { Checks = typeof(RequirementAttribute).Assembly }, settings: model);
        await Task.WhenAll(again.Session.Registry.Checks.Select(again.Session.JudgeAsync));
        Assert.That(again.Session.Complete().Document.Counts.NotRun, Is.Zero);
    }

    // The evidence of a finding is part of it: where it cannot be kept, the run ends with the same sentence.
    [Test]
    public void AFileThatTheRunFolderRefusesIsSaidWithTheRemedy()
    {
        using var run = RunDirectory.Open(_runs.Path, "run", new Redactor([]));
        File.WriteAllText(Path.Combine(run.Path, "evidence", "in-the-way"), "");
        var error = Assert.Throws<IOException>(() => run.Write("evidence/in-the-way/01-request.json", "{}"))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(error.Message, Does.StartWith($"The run folder {run.Path} cannot be written: ").And.Contain("make room").And.Contain("run again to continue"));
            Assert.That(Directory.EnumerateFiles(run.Path, "*.part", SearchOption.AllDirectories), Is.Empty);
        }
    }

    [Test]
    public async Task AReadOnlyRunFolderIsRefusedWithTheRemedy()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("/proc is a folder that nobody can write, root included, on Linux only.");
        await using var endpoint = WordEndpoint.Start();
        var error = await Assert.ThrowsAsync<IOException>(() => EngineRun.StartAsync(endpoint.BaseUrl, "/proc/kvv-runs"));
        Assert.That(error!.Message, Does.Contain("cannot be written").And.Contain("Set RunDirectory (KVV_RUN_DIRECTORY)"));
    }

    [Test]
    public async Task AJournalEditedByHandIsRefusedWithItsPlace()
    {
        await using var endpoint = WordEndpoint.Start();
        await using (var run = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path))
        {
            await run.Session.RunBenchmarkAsync(run.Words(5));
            run.Session.Stop("test");
            run.Session.Complete();
        }

        var journal = Directory.EnumerateFiles(_runs.Path, "words.jsonl", SearchOption.AllDirectories).First(f => !f.Contains("/latest/", StringComparison.Ordinal));
        await File.WriteAllTextAsync(journal, (await File.ReadAllTextAsync(journal)).Replace("\"value\":1", "\"value\":0", StringComparison.Ordinal));
        await using var again = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path);
        var outcome = await again.Session.RunBenchmarkAsync(again.Words(5));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Blocked, Does.Contain("words.jsonl:1").And.Contain("The journal was edited; restore it or start a new run with Resume=never"));
            Assert.That(again.Output.Lines, Has.Some.StartsWith("words: not run, "));
            Assert.That(endpoint.Items, Has.Count.EqualTo(5), "something was sent on top of an edited journal");
        }
    }

    [Test]
    public async Task AClockThatJumpsBackTouchesNothingAndIsSaid()
    {
        var time = new FastTime(20);
        EngineRun? looked = null;
        await using var endpoint = WordEndpoint.Start(async (item, _) =>
        {
            if (item == "item5")
            {
                time.Jump(-TimeSpan.FromHours(3));
                await looked!.Output.SeenAsync(l => l.StartsWith("The clock of this machine jumped back", StringComparison.Ordinal));
            }

            return true;
        });
        await using var run = looked = await EngineRun.StartAsync(endpoint.BaseUrl, _runs.Path, time, s => s with { ProgressInterval = TimeSpan.FromSeconds(1) }, ("KVV_REQUEST_TIMEOUT", "10h"), ("KVV_CONCURRENCY", "1"));
        var outcome = await run.Session.RunBenchmarkAsync(run.Words(20));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Output.Lines.Count(l => l.StartsWith("The clock of this machine jumped back by 3.0 h.", StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(outcome.Result!.Scored, Is.EqualTo(20));
            Assert.That(outcome.Result.Trials.Select(t => t.DurationMs), Is.All.GreaterThanOrEqualTo(0));
        }
    }

    [Test]
    public void ASecondProcessIsRefusedByNameAndAStaleLockIsRecognised()
    {
        var redactor = new Redactor([]);
        using (var first = RunDirectory.Open(_runs.Path, "run", redactor))
        {
            var error = Assert.Throws<RunInUseException>(() => RunDirectory.Open(_runs.Path, "run", redactor))!;
            Assert.That(error.Message, Does.Contain($"in use by process {Environment.ProcessId} on {Environment.MachineName}").And.Contain("Resume=never"));
            Assert.That(first.StaleOwner, Is.Null);
            // As a killed process leaves it: the owner stands, the lock is gone.
            File.Copy(Path.Combine(first.Path, "run.owner"), Path.Combine(_runs.Path, "kept"));
        }

        using (var second = RunDirectory.Open(_runs.Path, "run", redactor))
            Assert.That(second.StaleOwner, Is.Null, "it was given back");
        File.Move(Path.Combine(_runs.Path, "kept"), Path.Combine(_runs.Path, "run", "run.owner"));
        using var third = RunDirectory.Open(_runs.Path, "run", redactor);
        Assert.That(third.StaleOwner, Does.StartWith($"process {Environment.ProcessId} on {Environment.MachineName}, started "));
    }

    [Test]
    public void ALiveOwnerOnAnotherMachineIsRespected()
    {
        var redactor = new Redactor([]);
        RunDirectory.Open(_runs.Path, "run", redactor).Dispose();
        File.WriteAllText(Path.Combine(_runs.Path, "run", "run.owner"), """{"process":7,"machine":"another","since":"2026-01-01T00:00:00+00:00"}""");
        Assert.That(Assert.Throws<RunInUseException>(() => RunDirectory.Open(_runs.Path, "run", redactor))!.Message, Does.Contain("process 7 on another"));
    }
}
