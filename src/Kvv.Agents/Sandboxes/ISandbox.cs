namespace Kvv.Agents.Sandboxes;

/// <summary>Runs commands of a model where they can harm nothing: no network, no files of the host, bounded in every respect.</summary>
public interface ISandbox
{
    /// <summary>What it is, for reports: <c>bubblewrap</c>, <c>docker</c>, <c>podman</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Runs a shell command in a fresh sandbox that holds the workspace in <c>/work</c>, and takes the workspace back.
    /// Background processes end with the command.
    /// </summary>
    /// <param name="workspace">The files.</param>
    /// <param name="command">For <c>sh -c</c>.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Kills the sandbox.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="SandboxException">The sandbox itself could not be started.</exception>
    Task<SandboxRun> RunAsync(Workspace workspace, string command, SandboxLimits limits, CancellationToken cancellationToken);
}

/// <summary>The bounds of one command.</summary>
public sealed record SandboxLimits
{
    /// <summary>Wall-clock time.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Processor time of each process.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Bytes of memory of all processes together; in bubblewrap of address space of any one besides.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Processes and threads at once.</summary>
    public int Processes { get; init; } = 64;

    /// <summary>Bytes of all files in <c>/work</c> together, of all in <c>/tmp</c> together, and of any one. Nothing else can be written to but 16 MiB of shared memory.</summary>
    public long Disk { get; init; } = 64L << 20;

    /// <summary>Bytes of output after which the command is killed.</summary>
    public long Output { get; init; } = 8L << 20;

    /// <summary>Bytes of output that are kept: the first and the last half of them.</summary>
    public int KeptOutput { get; init; } = 64 << 10;
}

/// <summary>How a command ended.</summary>
public enum SandboxEnd
{
    /// <summary>By itself; the workspace is as the command left it.</summary>
    Exited,

    /// <summary>At the time limit; the workspace is as the command left it.</summary>
    TimedOut,

    /// <summary>It wrote more than the output limit and was killed; the workspace is as before.</summary>
    OutputLimit,

    /// <summary>Its processes took more memory than the limit and some or all were killed; where the rest went on, the workspace is as they left it, else as before.</summary>
    MemoryLimit,

    /// <summary>It wrote more files than the limit, and what it wrote was thrown away.</summary>
    DiskLimit,

    /// <summary>The sandbox went down with it; the workspace is as before.</summary>
    Lost,
}

/// <summary>A command that ended.</summary>
/// <param name="End">How.</param>
/// <param name="ExitCode">The shell's exit code; 124 after the time limit, -1 when there is none.</param>
/// <param name="Output">Standard output and error in order of writing, as UTF-8.</param>
/// <param name="After">The workspace after it.</param>
public sealed record SandboxRun(SandboxEnd End, int ExitCode, string Output, Workspace After);

/// <summary>The sandbox itself does not work on this machine.</summary>
/// <param name="message">What failed.</param>
public sealed class SandboxException(string message) : Exception(message);
