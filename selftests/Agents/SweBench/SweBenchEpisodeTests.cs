using System.Text.Json.Nodes;
using Kvv.Agents.Loop;
using Kvv.Agents.Sandboxes;
using Kvv.Agents.SweBench;
using Kvv.Evaluation.Benchmarks;
using NUnit.Framework;
using static Kvv.SelfTests.Agents.ScriptedModel;

namespace Kvv.SelfTests.Agents.SweBench;

/// <summary>Whole episodes on an instance of our own, whose image is made here, where podman works.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SweBenchEpisodeTests
{
    private static readonly ContainerLimits Limits = new() { Command = TimeSpan.FromSeconds(8), Tests = TimeSpan.FromSeconds(60), Memory = 256L << 20, Processes = 64, Output = 1L << 20, Patch = 64 << 10, Life = TimeSpan.FromMinutes(10) };

    // For commands that never end of themselves; the others of such an episode take no time to speak of.
    private static readonly ContainerLimits Quick = Limits with { Command = TimeSpan.FromSeconds(2) };

    private static readonly string Image = SweImage.Registry + SweImage.Of(OwnInstance.Id);

    private ContainerEngine? _engine;
    private Dataset _dataset = null!;

    [OneTimeSetUp]
    public async Task BuildImage()
    {
        if (CommandLineTool.Find("podman") is null || !File.Exists("/usr/bin/python3") || !File.Exists("/usr/bin/git"))
            Assert.Ignore("podman, /usr/bin/python3 or /usr/bin/git is not installed");
        var (exit, output) = await CommandLineTool.RunAsync("/bin/sh", ["-c", OwnInstance.Build, "sh", Image], CommandLineTool.Environment(), CancellationToken.None);
        if (exit != 0)
            Assert.Ignore($"podman cannot import an image here: {output}");
        var (engine, missing) = await ContainerEngine.FindAsync(SandboxKind.Podman, CancellationToken.None);
        if (engine is null)
            Assert.Ignore($"podman does not work here: {missing}");
        try
        {
            await using var probe = await engine!.StartAsync(SweImage.Of(OwnInstance.Id), Limits, CancellationToken.None);
        }
        catch (SandboxException e)
        {
            Assert.Ignore($"podman cannot run here: {e.Message}");
        }

        _engine = engine;
        _dataset = new("own", "1", [OwnInstance.Sample(output.Split('\n').Select(l => l.Trim()).First(l => l.Length == 40 && l.All(char.IsAsciiHexDigitLower)))]);
    }

    [OneTimeTearDown]
    public async Task RemoveImage()
    {
        if (_engine is null)
            return;
        await CommandLineTool.RunAsync(_engine.Program, ["rmi", "-f", Image], CommandLineTool.Environment(), CancellationToken.None);
        _engine.Dispose();
    }

    [Test]
    public async Task AFixIsResolvedInBothStyles([Values] ToolStyle style)
    {
        var (score, trajectory) = await PlayAsync(style, OwnInstance.Fix, "echo notes > kept.txt");
        Assert.That((score.Value, trajectory.End), Is.EqualTo((1.0, EpisodeEnd.Submitted)), score.Explanation);
        Assert.That(score.Answer, Does.Contain("left + right").And.Contain("+++ b/kept.txt"));
    }

    [Test]
    public async Task NothingChangedIsNotResolved()
    {
        var (score, _) = await PlayAsync(ToolStyle.Functions, "cat sums.py");
        Assert.That((score.Value, score.Explanation), Is.EqualTo((0.0, "nothing was changed")));
    }

    [Test]
    public async Task AWrongChangeSaysWhatIsBrokenAndEasierTestsDoNotHelp()
    {
        var (score, _) = await PlayAsync(ToolStyle.Functions, "sed -i 's/2 \\* value/3 * value/' sums.py; echo > tests/test_sums.py; git -c user.name=m -c user.email=m@localhost commit -qam done");
        Assert.That((score.Value, score.Explanation), Is.EqualTo((0.0, "1 of 1 tests still fail, 1 of 1 no longer pass")));
    }

    [Test]
    public async Task ABinaryOrHugeChangeIsRefusedUntilItIsGone()
    {
        var (score, trajectory) = await PlayAsync(ToolStyle.Functions, OwnInstance.Fix + "; printf 'a\\000b' > core.bin", null, "rm core.bin; for i in {1..9000}; do echo line $i; done > big.txt", null, "rm big.txt");
        var refusals = trajectory.Calls.Where(c => c.Name == "submit" && c.IsError).Select(c => c.Result).ToList();
        Assert.That(refusals, Has.Count.EqualTo(2));
        Assert.That((refusals[0].Contains("core.bin", StringComparison.Ordinal), refusals[1].Contains("larger than", StringComparison.Ordinal), score.Value), Is.EqualTo((true, true, 1.0)), score.Explanation);
    }

    [Test]
    public async Task AHostileModelIsContainedAndNoContainerIsLeft()
    {
        var (score, trajectory) = await PlayAsync(Quick, ToolStyle.Functions, "yes flood", "while :; do :; done", "cat < /dev/tcp/192.0.2.1/80 && echo reached", OwnInstance.Fix);
        Assert.That((score.Value, (int?)score.Details!["contained"], await LeftAsync(_engine!)), Is.EqualTo((1.0, (int?)2, "")), score.Explanation);
        Assert.That(trajectory.Steps[2].Calls[0].Result, Does.Not.Contain("reached"));
    }

    // The same arguments through the other command line; podman answers it in Docker's place.
    [Test]
    public async Task TheDockerCommandLineDoesTheSame()
    {
        await using var service = await PodmanService.StartAsync();
        var (engine, missing) = await ContainerEngine.FindAsync(SandboxKind.Docker, CancellationToken.None);
        Assert.That(engine?.Name, Is.EqualTo("docker"), missing);
        using var docker = engine!;
        Assert.That(await docker.ImagesAsync(CancellationToken.None), Does.Contain(SweImage.Of(OwnInstance.Id)));
        var (score, trajectory) = await PlayAsync(docker, Limits, ToolStyle.Functions, "yes flood", "python3 -c 'x=b\"x\"*(900<<20)'", OwnInstance.Fix);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((score.Value, (int?)score.Details!["contained"], await LeftAsync(docker)), Is.EqualTo((1.0, (int?)2, "")), score.Explanation);
            Assert.That(trajectory.Steps[1].Calls[0].Result, Does.StartWith("Error: the command took more memory than the 256 MiB"));
        }
    }

    [Test]
    public async Task ManySmallFilesAddUpAndTheMachineIsThrownAway()
    {
        const string Fill = "python3 -c 'n=0\nwhile True:\n  open(f\"f{n}\",\"wb\").write(bytes(65536)); n+=1\n  if n % 100 == 0: __import__(\"time\").sleep(0.02)'";
        var (score, trajectory) = await PlayAsync(Limits with { Disk = 48L << 20, DiskCheck = TimeSpan.FromMilliseconds(200) }, ToolStyle.Functions, Fill, "ls f0 2>&1 || echo none; " + OwnInstance.Fix);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(trajectory.Steps[0].Calls[0].Result, Does.StartWith("Error: more than 48 MiB were written"));
            Assert.That((score.Value, (int?)score.Details!["contained"]), Is.EqualTo((1.0, (int?)1)), "the work can be begun anew: " + score.Explanation);
        }
    }

    [Test]
    public async Task AFastWriterIsSeenAfterItsCommand()
    {
        var (score, trajectory) = await PlayAsync(Limits with { Disk = 8L << 20, DiskCheck = TimeSpan.FromMinutes(5) }, ToolStyle.Functions, "python3 -c 'for n in range(300): open(f\"f{n}\",\"wb\").write(bytes(65536))'", OwnInstance.Fix);
        Assert.That((trajectory.Steps[0].Calls[0].IsError, score.Value), Is.EqualTo((true, 1.0)), score.Explanation);
    }

    [Test]
    public async Task ChildrenThatAllocateAreBoundedTogetherAndThatIsSaid()
    {
        var (score, trajectory) = await PlayAsync(ToolStyle.Functions, "python3 -c 'x=b\"x\"*(900<<20)'", $"python3 -c '{SandboxMemoryTests.Children(8, 100)}'", OwnInstance.Fix);
        Assert.That(trajectory.Steps[0].Calls[0].Result, Does.StartWith("Error: the command took more memory than the 256 MiB"));
        Assert.That(score.Value, Is.EqualTo(1.0), score.Explanation);
    }

    [Test]
    public async Task WhatAModelDeletesIsItsOwnLossAndTheRunGoesOn()
    {
        var (lost, trajectory) = await PlayAsync(ToolStyle.Functions, "rm -rf --no-preserve-root /usr/bin /testbed 2>/dev/null", "echo again");
        Assert.That((lost.Value, lost.Explanation), Is.EqualTo((0.0, "nothing was changed")));
        Assert.That(trajectory.Steps[1].Calls[0].Result, Does.Contain("thrown away"));
    }

    [Test]
    public async Task AnImageWithoutTheBaseCommitIsNoFaultOfTheModel()
    {
        var book = new SweBenchBook(new("own", "1", [OwnInstance.Sample()]), AgentLoopTests.Plan, _engine!, Limits);
        await using var environment = book.Open(book.Dataset.Samples[0]);
        await Assert.ThatAsync(() => environment.CallAsync("bash", new JsonObject { ["command"] = "true" }, CancellationToken.None), Throws.TypeOf<SandboxException>().With.Message.Contains("0123456789abcdef"));
    }

    // A null command hands in, and so does the end.
    private Task<(Score Score, Trajectory Trajectory)> PlayAsync(ToolStyle style, params string?[] commands) => PlayAsync(Limits, style, commands);

    private Task<(Score Score, Trajectory Trajectory)> PlayAsync(ContainerLimits limits, ToolStyle style, params string?[] commands) => PlayAsync(_engine!, limits, style, commands);

    private async Task<(Score Score, Trajectory Trajectory)> PlayAsync(ContainerEngine engine, ContainerLimits limits, ToolStyle style, params string?[] commands)
    {
        var replies = commands.Append(null).Select((c, n) => style == ToolStyle.Bash
            ? Says($"Next.\n```bash\n{c ?? "submit"}\n```")
            : Calls(($"bash:{n}", c is null ? "submit" : "bash", c is null ? "{}" : new JsonObject { ["command"] = c }.ToJsonString()))).ToArray();
        var book = new SweBenchBook(_dataset, AgentLoopTests.Plan with { Style = style, Limits = new() { Steps = replies.Length } }, engine, limits);
        var sample = _dataset.Samples[0];
        return await new Agent(book.Plan(sample), new ScriptedModel(replies).SendAsync, TimeProvider.System).PlayAsync(
            _ => Task.FromResult(book.Open(sample)), null, "", async (t, e, stop) => (await book.ScoreAsync(sample, t, e, stop), t), CancellationToken.None);
    }

    private static async Task<string> LeftAsync(ContainerEngine engine) =>
        (await CommandLineTool.RunAsync(engine.Program, ["ps", "-a", "--filter", $"ancestor={Image}", "--format", "{{.Names}}"], CommandLineTool.Environment(), CancellationToken.None)).Output.Trim();
}
