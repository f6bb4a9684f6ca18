using System.Globalization;
using Kvv.Agents.Sandboxes;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>The container sandbox on an image made from this machine's own programs, where podman works.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ContainerSandboxTests
{
    // Another process may run these tests on this machine, and removes its own image at its end.
    private static readonly string Image = $"localhost/kvv-selftest-{Environment.ProcessId}";

    // A root file system of a shell, tar, timeout, Python and what they load; nothing is downloaded.
    private const string Build = """
        set -eu
        root=$(mktemp -d)
        trap 'rm -rf "$root"' EXIT
        cd "$root"
        mkdir -p usr/bin usr/lib usr/lib64 work tmp proc dev etc
        chmod 1777 work tmp
        ln -s usr/bin bin; ln -s usr/lib lib; ln -s usr/lib64 lib64
        python=$(readlink -f /usr/bin/python3)
        for program in /bin/sh /usr/bin/tar /usr/bin/timeout /usr/bin/cat /usr/bin/sleep /usr/bin/yes /usr/bin/touch "$python"; do
            cp -L "$program" usr/bin/
            for library in $(ldd "$program" | grep -o '/[^ ]*'); do
                mkdir -p ".$(dirname "$library" | sed 's,^/lib,/usr/lib,')"
                cp -L "$library" ".$(echo "$library" | sed 's,^/lib,/usr/lib,')"
            done
        done
        [ -e usr/bin/python3 ] || ln -s "$(basename "$python")" usr/bin/python3
        tar -C /usr/lib --exclude='config-*' --exclude=dist-packages --exclude=distutils --exclude=ensurepip --exclude=pydoc_data -c "$(basename "$python")" | tar -C usr/lib -x
        tar -c . | podman import - "$1"
        """;

    private static readonly SandboxLimits Small = new() { Time = TimeSpan.FromSeconds(4), Memory = 256L << 20, Processes = 32, Disk = 8L << 20, Output = 1L << 20, KeptOutput = 4 << 10 };

    private static readonly Workspace Files = Workspace.Empty.With("a.txt", WorkFile.Of("alpha\n"));

    private ISandbox _sandbox = null!;

    [OneTimeSetUp]
    public async Task BuildImage()
    {
        if (CommandLineTool.Find("podman") is null || !File.Exists("/usr/bin/python3"))
            Assert.Ignore("podman or /usr/bin/python3 is not installed");
        var (exit, output) = await CommandLineTool.RunAsync("/bin/sh", ["-c", Build, "sh", Image], CommandLineTool.Environment(), CancellationToken.None);
        if (exit != 0)
            Assert.Ignore($"podman cannot import an image here: {output}");
        var (sandbox, missing) = await SandboxChoice.FindAsync(SandboxKind.Podman, Image, CancellationToken.None);
        if (sandbox is null)
            Assert.Ignore($"podman cannot run here: {missing}");
        _sandbox = sandbox!;
    }

    [OneTimeTearDown]
    public async Task RemoveImage()
    {
        if (_sandbox is not null)
            await CommandLineTool.RunAsync(CommandLineTool.Find("podman")!, ["rmi", "-f", Image], CommandLineTool.Environment(), CancellationToken.None);
    }

    private Task<SandboxRun> RunAsync(string command) => _sandbox.RunAsync(Files, command, Small, CancellationToken.None);

    [Test]
    public async Task ACommandSeesItsFilesAndItsChangesComeBack()
    {
        var run = await RunAsync("cat a.txt; echo beta > b.txt; exit 3");
        Assert.That((run.End, run.ExitCode, run.Output, run.After.Files["b.txt"].Text), Is.EqualTo((SandboxEnd.Exited, 3, "alpha\n", "beta\n")));
    }

    [Test]
    public async Task NetworkRootFileSystemMemoryAndProcessesAreBounded()
    {
        var net = await RunAsync("python3 -c 'import socket\ntry:\n  socket.create_connection((\"192.0.2.1\",80),1); print(\"open\")\nexcept OSError: print(\"closed\")'; touch /x && echo wrote");
        var memory = await RunAsync("python3 -c 'x = bytearray(900 * 1024**2); print(len(x))'");
        var forks = await RunAsync("python3 -c 'import os,time\nn=0\ntry:\n  while True:\n    if os.fork()==0: time.sleep(3); os._exit(0)\n    n+=1\nexcept OSError: print(n)'");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(net.Output, Does.StartWith("closed").And.Not.Contain("wrote"));
            Assert.That(memory.Output, Does.Not.Contain("943718400"));
            Assert.That(int.TryParse(forks.Output.Split('\n')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var made) && made <= Small.Processes + 8, forks.Output);
        }
    }

    [Test]
    public async Task ChildrenThatAllocateAreBoundedTogetherAndThatIsSaid()
    {
        var run = await RunAsync($"python3 -c '{SandboxMemoryTests.Children(8, 100)}'; echo on > on.txt");
        Assert.That((run.End, run.After.Files.ContainsKey("on.txt")), Is.EqualTo((SandboxEnd.MemoryLimit, true)), run.Output);
    }

    [Test]
    public async Task SmallFilesWhereverTheyCanBeWrittenAddUpToTheDisk()
    {
        var run = await RunAsync("python3 -c 'total=0\nfor d in (\"/\",\"/dev\",\"/dev/shm\",\"/run\",\"/var/tmp\",\"/tmp\",\"/work\",\"/etc\",\"/usr\"):\n  n=0\n  try:\n    while n<2000:\n      open(f\"{d}/f{n}\",\"wb\").write(bytes(65536)); n+=1\n  except OSError: pass\n  total+=n*65536\nprint(total)'");
        Assert.That(long.Parse(run.Output.Split('\n')[0], CultureInfo.InvariantCulture), Is.InRange(Small.Disk / 2, (2 * Small.Disk) + (16L << 20)), run.Output);
    }

    // The same arguments through the other command line; podman answers it in Docker's place.
    [Test]
    public async Task TheDockerCommandLineDoesTheSame()
    {
        await using var service = await PodmanService.StartAsync();
        var (docker, missing) = await SandboxChoice.FindAsync(SandboxKind.Docker, Image, CancellationToken.None);
        Assert.That(docker?.Name, Is.EqualTo("docker"), missing);
        var run = await docker!.RunAsync(Files, "cat a.txt; echo beta > b.txt; touch /x 2>/dev/null && echo wrote; exit 3", Small, CancellationToken.None);
        var memory = await docker.RunAsync(Files, "python3 -c 'x = b\"x\" * (900 << 20)'", Small, CancellationToken.None);
        var flood = await docker.RunAsync(Files, "yes flood", Small, CancellationToken.None);
        var loop = await docker.RunAsync(Files, "while :; do :; done", Small with { Time = TimeSpan.FromSeconds(1) }, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.End, run.ExitCode, run.Output, run.After.Files["b.txt"].Text), Is.EqualTo((SandboxEnd.Exited, 3, "alpha\n", "beta\n")));
            Assert.That((memory.End, flood.End, loop.End), Is.EqualTo((SandboxEnd.MemoryLimit, SandboxEnd.OutputLimit, SandboxEnd.TimedOut)));
            Assert.That(await LeftAsync("docker"), Is.Empty);
        }
    }

    [Test]
    public async Task FloodsAndLoopsEndAndNoContainerIsLeft()
    {
        var flood = await RunAsync("yes flood");
        var loop = await _sandbox.RunAsync(Files, "while :; do :; done", Small with { Time = TimeSpan.FromSeconds(1) }, CancellationToken.None);
        Assert.That((flood.End, loop.End), Is.EqualTo((SandboxEnd.OutputLimit, SandboxEnd.TimedOut)));
        Assert.That(await LeftAsync("podman"), Is.Empty);
    }

    /// <summary>The containers that are still there. Another process may run these tests on this machine: its containers carry its number.</summary>
    private static async Task<IEnumerable<string>> LeftAsync(string program)
    {
        var (_, left) = await CommandLineTool.RunAsync(CommandLineTool.Find(program)!, ["ps", "-a", "--filter", $"ancestor={Image}", "--format", "{{.Names}}"], CommandLineTool.Environment(), CancellationToken.None);
        return left.Split('\n').Where(n => n.StartsWith($"kvv-{Environment.ProcessId}-", StringComparison.Ordinal));
    }
}
