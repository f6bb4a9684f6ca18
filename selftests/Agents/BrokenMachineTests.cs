using Kvv.Agents.Coding;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Agents.SweBench;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;
using Kvv.SelfTests.Agents.SweBench;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents;

/// <summary>An engine or a sandbox that fails is no wrong answer of the model, and what a model breaks is no outage.</summary>
[TestFixture]
public sealed class BrokenMachineTests
{
    private static readonly Func<int, Kvv.Wire.Exchange>[] Replies = [Calls(("a", "bash", """{"command":"true"}""")), Calls(("b", "submit", "{}"))];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kvv-engine-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    // What an engine says at each of its commands; `run` starts, `exec` runs.
    [TestCase("run) echo no space left on device >&2; exit 125;;", "no space left on device", TestName = "AContainerThatDoesNotStartIsInfrastructure")]
    [TestCase("exec) echo cannot reach the daemon >&2; exit 125;;", "cannot reach the daemon", TestName = "AnEngineThatRunsNothingIsInfrastructure")]
    [TestCase("exec) echo 0000000000000000000000000000000000000000; exit 1;;", "does not hold the base commit", TestName = "AnImageThatDoesNotFitIsInfrastructure")]
    public async Task AFailingEngineIsInfrastructure(string saying, string reason)
    {
        using var engine = Engine(saying);
        var trial = await PlayAsync(new SweBenchBook(new("own", "1", [OwnInstance.Sample()]), AgentLoopTests.Plan, engine, new ContainerLimits()), Replies);
        Assert.That((trial.Outcome, trial.Value, trial.IsSettled), Is.EqualTo((TrialOutcome.Infrastructure, (double?)null, false)), trial.Explanation);
        Assert.That(trial.Explanation, Does.StartWith("no fault of the endpoint: ").And.Contain(reason));
    }

    [Test]
    public async Task AnEngineThatFailsBeforeTheTestsIsInfrastructure()
    {
        // The work goes well; the container that judges it does not start.
        using var engine = Engine("""
            run) if [ -e "$here/ran" ]; then echo out of memory >&2; exit 125; fi; touch "$here/ran";;
            exec) case "$*" in *rev-parse*) echo 0123456789012345678901234567890123456789;; *numstat*) printf '1\t1\tsums.py\n';; *"git -c"*) printf 'diff --git a/sums.py b/sums.py\n';; esac;;
            """);
        var trial = await PlayAsync(new SweBenchBook(new("own", "1", [OwnInstance.Sample()]), AgentLoopTests.Plan, engine, new ContainerLimits()), Replies);
        Assert.That((trial.Outcome, trial.Explanation), Is.EqualTo((TrialOutcome.Infrastructure, $"no fault of the endpoint: The container of {SweImage.Of(OwnInstance.Id)} did not start: out of memory")));
    }

    [TestCase(0)]
    [TestCase(2)]
    public async Task ARefusedRemovalIsAskedForAgain(int refusals)
    {
        using var engine = Engine(Refusing(refusals));
        await (await engine.StartAsync("any", new ContainerLimits(), CancellationToken.None)).DisposeAsync();
        Assert.That(File.ReadAllLines(Path.Combine(_folder, "removals")), Has.Length.EqualTo(refusals + 1));
    }

    [Test]
    public async Task AContainerThatStaysIsAnErrorWithTheEnginesReason()
    {
        using var engine = Engine(Refusing(99));
        var container = await engine.StartAsync("any", new ContainerLimits(), CancellationToken.None);
        Assert.That(async () => await container.DisposeAsync(), Throws.InstanceOf<SandboxException>().With.Message.Contains("did not die in time"));
    }

    [TestCase(true, TrialOutcome.Infrastructure, TestName = "ASandboxThatRunsNothingMoreIsInfrastructure")]
    [TestCase(false, TrialOutcome.Scored, TestName = "AProgramThatTakesItsSandboxDownIsAWrongAnswer")]
    public async Task ALostSandboxIsToldApart(bool broken, TrialOutcome expected)
    {
        var book = CodingBook.Read(Path.Combine(PlayedEpisodes.Fixtures, "agentic", "repositories"), AgentLoopTests.Plan, new LosingSandbox(broken), new SandboxLimits());
        var trial = await PlayAsync(book, Calls(("a", "run", """{"command":"kill -9 -1"}""")), Calls(("b", "submit", "{}")));
        Assert.That((trial.Outcome, trial.Value), Is.EqualTo((expected, broken ? (double?)null : 0)), trial.Explanation);
    }

    [Test]
    public async Task AServerErrorOnAHistoryWithABrokenCallStaysAnOutageAndIsNamed()
    {
        var broken = await PlayDeskAsync(Calls(("a", "get_order", "{\"order\":")), Ends(Kvv.Wire.ExchangeOutcome.Infrastructure, 500));
        var other = await PlayDeskAsync(Calls(("a", "get_order", "{}")), Ends(Kvv.Wire.ExchangeOutcome.Infrastructure, 500));
        var busy = await PlayDeskAsync(Calls(("a", "get_order", "{\"order\":")), Ends(Kvv.Wire.ExchangeOutcome.Infrastructure, 429));
        using (Assert.EnterMultipleScope())
        {
            Assert.That((broken.Outcome, broken.Faults), Is.EqualTo((TrialOutcome.Infrastructure, new[] { "ml-malformed-history-fails", "tc-args-invalid-json" })));
            Assert.That(other.Faults, Does.Not.Contain("ml-malformed-history-fails"));
            Assert.That(busy.Faults, Does.Not.Contain("ml-malformed-history-fails"));
        }
    }

    private static Task<TrialRecord> PlayDeskAsync(params Func<int, Kvv.Wire.Exchange>[] replies) =>
        PlayAsync(Kvv.Agents.ServiceDesk.ServiceDeskBook.Read(Desks.Folder, AgentLoopTests.Plan), replies);

    private static async Task<TrialRecord> PlayAsync(IEpisodeBook book, params Func<int, Kvv.Wire.Exchange>[] replies)
    {
        var sample = Samples(book).FirstOrDefault(s => s.Id == "shop-cancel-pending") ?? Samples(book)[0];
        var model = new ScriptedModel(replies);
        var played = await new EpisodePlay(book, TimeProvider.System).PlayAsync(new TrialContext(sample, 0, sample.Id, model.SendAsync, null), CancellationToken.None);
        return TrialRecord.Of(new("b", sample.Id, 0), "", played);
    }

    private static IReadOnlyList<Sample> Samples(IEpisodeBook book) => book switch
    {
        CodingBook coding => coding.Dataset.Samples,
        SweBenchBook swe => swe.Dataset.Samples,
        _ => ((Kvv.Agents.ServiceDesk.ServiceDeskBook)book).Dataset.Samples,
    };

    private static string Refusing(int removals) =>
        $"rm) echo x >> $here/removals; if [ $(wc -l < $here/removals) -le {removals} ]; then touch $here/there; echo it did not die in time >&2; exit 125; fi;;";

    /// <summary>A program that answers as an engine would.</summary>
    private ContainerEngine Engine(string saying)
    {
        if (OperatingSystem.IsWindows())
            Assert.Ignore("The engine of this test is a shell script.");
        var program = Path.Combine(_folder, "docker");
        File.WriteAllText(program, $"#!/bin/sh\nhere={_folder}\ncase \"$1\" in run) touch $here/there;; rm) rm -f $here/there;; esac\n" +
            $"case \"$1\" in\n{saying}\ncontainer) [ -e $here/there ] && echo 0; exit;;\nesac\nexit 0\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new(program, [], 2);
    }

    /// <summary>Loses every command, or all but the one that does nothing.</summary>
    private sealed class LosingSandbox(bool broken) : ISandbox
    {
        public string Name => "losing";

        public Task<SandboxRun> RunAsync(Workspace workspace, string command, SandboxLimits limits, CancellationToken cancellationToken) =>
            Task.FromResult(command == "true" && !broken ? new SandboxRun(SandboxEnd.Exited, 0, "", workspace) : new SandboxRun(SandboxEnd.Lost, -1, "no more processes", workspace));
    }
}
