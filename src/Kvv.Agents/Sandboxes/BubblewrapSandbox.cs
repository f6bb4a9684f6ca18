using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>
/// Bubblewrap (github.com/containers/bubblewrap): new namespaces for everything, <c>/usr</c> read-only, <c>/work</c> and
/// <c>/tmp</c> in memory, no network but an empty loopback, no capabilities, no environment.
/// </summary>
public sealed class BubblewrapSandbox : ISandbox
{
    private const string Nobody = "65534";

    private const long SharedMemory = 16L << 20;

    private readonly string _bwrap;
    private readonly Func<long, MemoryGuard> _guard;

    /// <summary>Creates the sandbox.</summary>
    /// <param name="program">The absolute path of <c>bwrap</c>.</param>
    public BubblewrapSandbox(string program)
        : this(program, MemoryGuard.Best)
    {
    }

    internal BubblewrapSandbox(string program, Func<long, MemoryGuard> guard) => (_bwrap, _guard) = (program, guard);

    /// <inheritdoc/>
    public string Name => "bubblewrap";

    /// <inheritdoc/>
    public async Task<SandboxRun> RunAsync(Workspace workspace, string command, SandboxLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(limits);
        // Root keeps its rights over limits even inside, so it is laid down first.
        string[] before = Environment.UserName == "root" ? ["/usr/bin/setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"] : [];
        // The environment of bwrap itself stays readable inside, in /proc/1/environ: it gets none.
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" };
        // Files live in memory as well; a full disk is not to count as too much memory.
        await using var guard = _guard(limits.Memory + (2 * limits.Disk) + SharedMemory);
        var start = guard.Start([.. before, _bwrap, .. Arguments(limits), "sh", "-c", BoxScript.Text(limits, Inner(limits)), "sh", command]);
        return await BoxProcess.RunAsync(new(start, environment) { Memory = guard }, workspace, limits, cancellationToken);
    }

    private static string[] Arguments(SandboxLimits limits) =>
    [
        "--unshare-all", "--die-with-parent", "--new-session", "--clearenv",
        "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME", "/tmp", "--setenv", "LANG", "C.UTF-8", "--setenv", "PYTHONDONTWRITEBYTECODE", "1",
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink", "usr/sbin", "/sbin",
        "--proc", "/proc", "--dev", "/dev", "--size", Number(SharedMemory), "--tmpfs", "/dev/shm", "--remount-ro", "/dev",
        "--size", Number(limits.Disk), "--tmpfs", "/tmp", "--size", Number(limits.Disk), "--tmpfs", "/work", "--remount-ro", "/",
        "--cap-drop", "ALL", "--uid", Nobody, "--gid", Nobody, "--hostname", "sandbox", "--chdir", "/work",
    ];

    // Set inside the new user namespace, where processes are counted from one, whatever else the user runs.
    private static string Inner(SandboxLimits limits) =>
        $"prlimit --cpu={Number((long)Math.Ceiling(limits.ProcessorTime.TotalSeconds))} --as={Number(limits.Memory)} --nproc={Number(limits.Processes)} --fsize={Number(limits.Disk)} --nofile=256 --core=0 --";

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
