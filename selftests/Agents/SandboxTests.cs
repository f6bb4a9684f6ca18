using Kvv.Agents.Sandboxes;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>What a hostile command can do inside a sandbox: nothing to the host, and nothing that stops the run.</summary>
[TestFixture]
public sealed class SandboxTests
{
    private static readonly SandboxLimits Small = new() { Time = TimeSpan.FromSeconds(3), ProcessorTime = TimeSpan.FromSeconds(2), Memory = 512L << 20, Processes = 32, Disk = 8L << 20, Output = 1L << 20, KeptOutput = 4 << 10 };

    private static readonly Workspace Files = Workspace.Empty.With("a.txt", WorkFile.Of("alpha\n")).With("sub/b.sh", WorkFile.Of("echo beta\n", isExecutable: true));

    private static Lazy<Task<(ISandbox? Sandbox, string? Missing)>> Found { get; } =
        new(() => SandboxChoice.FindAsync(SandboxKind.Auto, ContainerSandbox.DefaultImage, CancellationToken.None));

    /// <summary>The sandbox of this machine; without one the test is ignored and says why.</summary>
    internal static async Task<ISandbox> SandboxAsync()
    {
        var (sandbox, missing) = await Found.Value;
        if (sandbox is null)
            Assert.Ignore($"No sandbox: {missing}. To get one, {SandboxChoice.Remedy}.");
        return sandbox!;
    }

    private static async Task<SandboxRun> RunAsync(string command, SandboxLimits? limits = null) =>
        await (await SandboxAsync()).RunAsync(Files, command, limits ?? Small, CancellationToken.None);

    [Test]
    public async Task ACommandSeesItsFilesAndItsChangesComeBack()
    {
        var run = await RunAsync("cat a.txt; sh sub/b.sh; echo gamma > sub/c.txt; rm a.txt; echo oops >&2; exit 3");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((run.End, run.ExitCode, run.Output), Is.EqualTo((SandboxEnd.Exited, 3, "alpha\nbeta\noops\n")));
            Assert.That(run.After.ChangedSince(Files), Is.EqualTo(new[] { "a.txt", "sub/c.txt" }));
            Assert.That(run.After.Files["sub/c.txt"].Text, Is.EqualTo("gamma\n"));
            Assert.That(run.After.Files["sub/b.sh"].IsExecutable, Is.True);
        }
    }

    [TestCase("while :; do :; done", TestName = "ALoopEndsAtTheTimeLimit")]
    [TestCase("sleep 1000", TestName = "AnIdleCommandEndsAtTheTimeLimit")]
    [TestCase("trap '' TERM INT HUP; while :; do :; done", TestName = "ALoopThatIgnoresSignalsEndsAtTheTimeLimit")]
    public async Task EndsAtTheTimeLimit(string command)
    {
        var run = await RunAsync($"echo started; echo kept > kept.txt; {command}");
        Assert.That((run.End, run.Output.StartsWith("started\n", StringComparison.Ordinal), run.After.Files.ContainsKey("kept.txt")), Is.EqualTo((SandboxEnd.TimedOut, true, true)));
    }

    [Test]
    public async Task ACommandInTheBackgroundDoesNotOutliveTheSandbox()
    {
        var run = await RunAsync("(sleep 600; echo late > late.txt) & echo $! > pid.txt");
        Assert.That((run.End, run.ExitCode), Is.EqualTo((SandboxEnd.Exited, 0)));
    }

    [TestCase("yes flood")]
    [TestCase("dd if=/dev/zero bs=1M count=1024 status=none")]
    [TestCase("yes flood >&2")]
    public async Task AFloodOfOutputIsCutAndReported(string command)
    {
        var run = await RunAsync(command);
        Assert.That((run.End, run.Output.Length <= 4200, run.After.ChangedSince(Files).Count), Is.EqualTo((SandboxEnd.OutputLimit, true, 0)));
    }

    [Test]
    public async Task AForkBombIsContained()
    {
        var run = await RunAsync("python3 -c 'import os,time\nn=0\nwhile True:\n  try:\n    if os.fork()==0: time.sleep(100)\n    n+=1\n  except OSError as e:\n    print(n,e.errno,flush=True); break'");
        var forks = int.Parse(run.Output.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(forks, Is.InRange(1, Small.Processes), run.Output);
    }

    [Test]
    public async Task AShellForkBombEndsWithTheSandbox()
    {
        var run = await RunAsync("bomb() { bomb | bomb & }; bomb; sleep 100");
        Assert.That(run.End, Is.Not.EqualTo(SandboxEnd.OutputLimit));
    }

    [Test]
    public async Task TheDiskIsSmall()
    {
        var run = await RunAsync("i=0; while [ $i -lt 40 ]; do head -c 1000000 /dev/zero > f$i || break; i=$((i+1)); done; echo wrote $i; rm -f f*; df -k /work | tail -1");
        Assert.That(run.Output, Does.Contain("No space left").And.Not.Contain("wrote 40"));
    }

    [Test]
    public async Task SmallFilesWhereverTheyCanBeWrittenAddUpToTheDisk()
    {
        // Every folder there is, until each is full; inodes and space both end it.
        const string Fill = """
            import os
            total = 0
            for folder in ['/', '/dev', '/dev/shm', '/dev/pts', '/work', '/tmp', '/var', '/var/tmp', '/run', '/run/lock', '/home', '/root', '/usr', '/usr/tmp', '/proc', '/sys', '/mnt']:
                n = 0
                try:
                    while n < 2000:
                        with open(f'{folder}/f{n}', 'wb') as file:
                            file.write(b'x' * 65536)
                        n += 1
                except OSError:
                    pass
                total += n * 65536
            print(total)
            """;
        var run = await RunAsync($"python3 - <<'END'\n{Fill}\nEND\nrm -rf /work/f* /tmp/f*", Small with { Time = TimeSpan.FromSeconds(30), ProcessorTime = TimeSpan.FromSeconds(30) });
        var written = long.Parse(run.Output.Trim(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(written, Is.InRange(Small.Disk / 2, (2 * Small.Disk) + (16L << 20)), "work, tmp and shared memory");
    }

    [Test]
    public async Task AHugeFileIsRefused()
    {
        var run = await RunAsync("dd if=/dev/zero of=big bs=1M count=100 2>&1; ls -l big | wc -l; rm -f big");
        Assert.That((run.End, run.ExitCode), Is.EqualTo((SandboxEnd.Exited, 0)));
        Assert.That(run.Output, Does.Match("No space left|File size limit|File too large"));
    }

    [Test]
    public async Task MemoryIsBounded()
    {
        var run = await RunAsync("python3 -c 'x = bytearray(2 * 1024**3); print(len(x))'");
        Assert.That((run.ExitCode == 0, run.Output.Contains("2147483648", StringComparison.Ordinal)), Is.EqualTo((false, false)), run.Output);
    }

    [Test]
    public async Task DeletingEverythingDeletesTheWorkspaceAlone()
    {
        var marker = Path.Combine(Path.GetTempPath(), $"kvv-marker-{Guid.NewGuid():n}");
        await File.WriteAllTextAsync(marker, "still here");
        try
        {
            var run = await RunAsync("rm -rf --no-preserve-root / 2>/dev/null; rm -rf /work/* /tmp/*; command -v ls");
            Assert.That((run.After.Files.Count, await File.ReadAllTextAsync(marker)), Is.EqualTo((0, "still here")));
            Assert.That((await RunAsync("cat a.txt")).Output, Is.EqualTo("alpha\n"), "the next command starts from its own workspace");
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Test]
    public async Task NothingOfTheHostIsVisible()
    {
        var secret = $"secret-{Guid.NewGuid():n}";
        var home = Path.Combine(Path.GetTempPath(), $"kvv-home-{secret}");
        await File.WriteAllTextAsync(home, secret);
        Environment.SetEnvironmentVariable("KVV_SELFTEST_SECRET", secret);
        try
        {
            var run = await RunAsync("env; for p in /proc/[0-9]*; do tr '\\0' '\\n' < $p/environ; tr '\\0' ' ' < $p/cmdline; done 2>/dev/null; ls -a / /tmp /root /home /etc /var /run; cat /etc/shadow /etc/hostname /root/.ssh/* /proc/1/root/etc/passwd; ls /proc/1/root/; ls /proc | grep -c '^[0-9]'", Small with { KeptOutput = 64 << 10 });
            using (Assert.EnterMultipleScope())
            {
                Assert.That(run.Output, Does.Not.Contain(secret));
                Assert.That(run.Output, Does.Not.Contain("root:").And.Not.Contain("KVV_"));
                Assert.That(run.Output, Does.Contain("PATH=/usr/bin:/bin"));
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("KVV_SELFTEST_SECRET", null);
            File.Delete(home);
        }
    }

    [Test]
    public async Task ThereIsNoNetwork()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var run = await RunAsync($"python3 -c 'import socket\nfor a in ((\"127.0.0.1\",{port}),(\"192.0.2.1\",80)):\n  try:\n    socket.create_connection(a,1); print(\"open\")\n  except OSError as e: print(\"closed\")'; cat /proc/net/dev | grep -c :");
        Assert.That(run.Output, Is.EqualTo("closed\nclosed\n1\n"));
    }

    [Test]
    public async Task NothingIsWrittenOutside()
    {
        var run = await RunAsync("for d in / /usr /usr/bin /bin /etc /proc /sys /root /home /var; do touch $d/kvv-was-here 2>/dev/null && echo wrote $d; done; ln -s /etc/passwd link; mkfifo pipe; mknod dev c 1 3; ln a.txt hard; echo end");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Output, Does.EndWith("end\n").And.Not.Contain("wrote"));
            Assert.That(run.After.Files.Keys, Is.SubsetOf(new[] { "a.txt", "hard", "sub/b.sh" }), "links and devices stay behind");
        }
    }

    [Test]
    public async Task KillingTheSandboxFromInsideIsReportedAndChangesNothing()
    {
        var run = await RunAsync("rm a.txt; kill -9 -1; kill -9 $PPID; sleep 5");
        Assert.That(run.End is SandboxEnd.Lost or SandboxEnd.Exited or SandboxEnd.TimedOut, run.End.ToString());
        Assert.That((await RunAsync("cat a.txt")).Output, Is.EqualTo("alpha\n"));
    }

    [Test]
    public async Task AForgedArchiveIsReportedAndChangesNothing()
    {
        // The wrapper's standard output is the way the workspace comes back; a command can reach it through /proc.
        var run = await RunAsync("for p in /proc/[0-9]*; do head -c 5000 /dev/urandom > $p/fd/1; done 2>/dev/null; echo x > x.txt");
        Assert.That(run.After.Files.Keys, Is.SubsetOf(new[] { "a.txt", "sub/b.sh", "x.txt" }));
    }

    [Test]
    public async Task CancellingKillsTheSandbox()
    {
        var sandbox = await SandboxAsync();
        using var stop = new CancellationTokenSource();
        var running = sandbox.RunAsync(Files, "sleep 1000", Small with { Time = TimeSpan.FromSeconds(600) }, stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task WithoutASandboxTheReasonIsSaid()
    {
        var (sandbox, missing) = await SandboxChoice.FindAsync(SandboxKind.None, ContainerSandbox.DefaultImage, CancellationToken.None);
        Assert.That((sandbox, missing), Is.EqualTo(((ISandbox?)null, "the setting Sandbox is none")));
    }

    [Test]
    public void AContainerGetsNoNetworkNoRightsAndEveryLimit()
    {
        var arguments = string.Join(' ', new ContainerSandbox("/usr/bin/docker", "image:1").Arguments("kvv-1", Small));
        Assert.That(arguments, Does.Contain("--network none").And.Contain("--read-only").And.Contain("--cap-drop ALL").And.Contain("no-new-privileges").And.Contain("--user 65534:65534")
            .And.Contain("--memory 536870912").And.Contain("--pids-limit 40").And.Contain("fsize=8388608").And.Contain("--pull=never").And.EndWith("image:1 sh -c"));
    }

    [TestCase("a/b.txt", true)]
    [TestCase("../b", false)]
    [TestCase("/etc/passwd", false)]
    [TestCase("a//b", false)]
    [TestCase("a/./b", false)]
    [TestCase("", false)]
    [TestCase("a\nb", false)]
    public void OnlyPlainPathsAreTaken(string path, bool plain) => Assert.That(Workspace.IsPlain(path), Is.EqualTo(plain));
}
