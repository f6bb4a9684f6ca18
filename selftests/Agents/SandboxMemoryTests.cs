using System.Globalization;
using Kvv.Agents.Sandboxes;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>The memory of all processes of a sandbox together, bounded by a control group and by a watch.</summary>
[TestFixture]
[NonParallelizable]
public sealed class SandboxMemoryTests
{
    private static readonly SandboxLimits Small = new() { Time = TimeSpan.FromSeconds(10), Memory = 256L << 20, Processes = 32, Disk = 4L << 20, Output = 1L << 20 };

    private static readonly Workspace Files = Workspace.Empty.With("a.txt", WorkFile.Of("alpha\n"));

    /// <summary>A Python program whose children each fill some megabytes and keep them.</summary>
    internal static string Children(int count, int megabytes) => string.Create(CultureInfo.InvariantCulture, $"import os,time\nfor i in range({count}):\n  if os.fork()==0:\n    x=b\"x\"*({megabytes}<<20)\n    time.sleep(2)\n    os._exit(0)\ntime.sleep(2)");

    // The parent fills memory; its children only look at it.
    private const string Sharing = "import os,time\nx=b\"x\"*(100<<20)\nfor i in range(8):\n  if os.fork()==0:\n    s=x.count(b\"y\")\n    time.sleep(1)\n    os._exit(s)\nprint(sum(os.wait()[1] for i in range(8)))";

    [Test]
    public async Task ChildrenThatAllocateAreBoundedTogether([Values] bool group)
    {
        // Each stays below the bound of one process; eight of them do not stay below that of all.
        var run = await Sandbox(group).RunAsync(Files, $"rm a.txt; python3 -c '{Children(8, 100)}'", Small, CancellationToken.None);
        Assert.That(run.End, Is.EqualTo(SandboxEnd.MemoryLimit), run.Output);
    }

    [Test]
    public async Task ChildrenThatShareTheirParentsMemoryAreLeftAlone([Values] bool group)
    {
        var run = await Sandbox(group).RunAsync(Files, $"python3 -c '{Sharing}'", Small, CancellationToken.None);
        Assert.That((run.End, run.ExitCode, run.Output), Is.EqualTo((SandboxEnd.Exited, 0, "0\n")));
    }

    [Test]
    public async Task MemoryThatNoProcessHasMappedCountsInAGroup()
    {
        const string Hidden = "import os\nfor i in range(100):\n  f=os.memfd_create(\"m\")\n  for j in range(3): os.write(f,b\"x\"*(1<<20))\nprint(\"had it all\")";
        var run = await Sandbox(group: true).RunAsync(Files, $"python3 -c '{Hidden}'", Small, CancellationToken.None);
        Assert.That((run.End, run.Output.Contains("had it all", StringComparison.Ordinal)), Is.EqualTo((SandboxEnd.MemoryLimit, false)), run.Output);
    }

    [Test]
    public async Task AGroupIsGoneAfterItsSandbox()
    {
        var sandbox = Sandbox(group: true);
        await sandbox.RunAsync(Files, "true", Small, CancellationToken.None);
        var own = $"kvv-{Environment.ProcessId}-*";
        // Sandboxes of tests beside this one may have theirs; this one's number is not among them twice.
        Assert.That(Directory.EnumerateDirectories(MemoryGroups.Host!.Folder, own).Where(d => File.ReadAllText(Path.Combine(d, "cgroup.procs")).Length == 0), Is.Empty);
    }

    [TestCase("0::/user.slice/user-1000.slice/user@1000.service/app.slice/kvv.scope\n", "/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice v2, /sys/fs/cgroup v2")]
    [TestCase("0::/\n", "/sys/fs/cgroup v2")]
    [TestCase("9:pids:/\n4:memory:/here\n0::/\n", "/sys/fs/cgroup/memory/here v1, /sys/fs/cgroup/memory v1, /sys/fs/cgroup v2")]
    [TestCase("nonsense\n", "")]
    public void PlacesForGroupsAreReadFromTheOwnGroup(string own, string expected) =>
        Assert.That(string.Join(", ", MemoryGroups.Candidates(own).Select(c => $"{c.Folder} v{(c.IsUnified ? 2 : 1)}")), Is.EqualTo(expected));

    [TestCase(true, "memory.max", "memory.events")]
    [TestCase(false, "memory.limit_in_bytes", "memory.oom_control")]
    public void AGroupWritesItsBoundAndReadsWhatWasKilled(bool unified, string bound, string events)
    {
        var folder = Directory.CreateTempSubdirectory("kvv-group-").FullName;
        try
        {
            foreach (var file in new[] { bound, "memory.swap.max" })
                File.WriteAllText(Path.Combine(folder, file), "");
            File.WriteAllText(Path.Combine(folder, events), "low 3\noom_kill 0\n");
            var group = new MemoryGroup(folder, 12345, unified);
            var before = group.HasKilled();
            File.WriteAllText(Path.Combine(folder, events), "low 3\noom 9\noom_kill 2\n");
            Assert.That((File.ReadAllText(Path.Combine(folder, bound)), before, group.HasKilled()), Is.EqualTo(("12345", false, true)));
            Assert.That(File.ReadAllText(Path.Combine(folder, "memory.swap.max")), Is.EqualTo(unified ? "0" : ""));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static BubblewrapSandbox Sandbox(bool group)
    {
        if (CommandLineTool.Find("bwrap") is not { } bwrap)
        {
            Assert.Ignore("bubblewrap is not installed");
            return null!;
        }

        if (group && MemoryGroups.Host is null)
            Assert.Ignore("this process may not make control groups with a memory controller here");
        return new(bwrap, bytes => group ? MemoryGroups.Host!.Make(bytes) : new MemoryWatch(bytes));
    }
}
