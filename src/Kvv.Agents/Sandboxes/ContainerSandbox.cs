using System.Globalization;

namespace Kvv.Agents.Sandboxes;

/// <summary>A container through the Docker-compatible command line: docker or podman. Network off, root file system read-only, nobody as user.</summary>
public sealed class ContainerSandbox : ISandbox
{
    /// <summary>The image for Python and shell tasks; it needs sh, tar, timeout (coreutils) and python3.</summary>
    public const string DefaultImage = "docker.io/library/python:3.12-slim";

    private static int _containers;

    private readonly string _program;
    private readonly string _image;
    private readonly IReadOnlyList<string> _extra;

    /// <summary>Creates the sandbox.</summary>
    /// <param name="program">The absolute path of <c>docker</c> or <c>podman</c>.</param>
    /// <param name="image">The image; it is never pulled by a run, so that no trial waits for a download.</param>
    /// <param name="extra">Further arguments before the image, such as <c>--runtime runc</c>.</param>
    public ContainerSandbox(string program, string image, IReadOnlyList<string>? extra = null)
    {
        _program = program;
        _image = image;
        _extra = extra ?? [];
    }

    /// <inheritdoc/>
    public string Name => Path.GetFileName(_program);

    /// <inheritdoc/>
    public Task<SandboxRun> RunAsync(Workspace workspace, string command, SandboxLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(limits);
        var name = string.Create(CultureInfo.InvariantCulture, $"kvv-{Environment.ProcessId}-{Interlocked.Increment(ref _containers)}");
        var environment = CommandLineTool.Environment();
        var start = new BoxStart([_program, .. Arguments(name, limits), BoxScript.Text(limits, ""), "sh", command], environment)
        {
            Kill = () => CommandLineTool.RunAsync(_program, ["kill", name], environment, CancellationToken.None),
        };
        return BoxProcess.RunAsync(start, workspace, limits, cancellationToken);
    }

    internal IReadOnlyList<string> Arguments(string name, SandboxLimits limits) =>
    [
        "run", "--rm", "-i", "--pull=never", "--name", name, "--network", "none", "--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
        "--user", "65534:65534", "--cpus", "1", "--shm-size", "16m", "--memory", Number(limits.Memory), "--memory-swap", Number(limits.Memory), "--pids-limit", Number(limits.Processes + 8),
        // podman raises this one to the host's limit unless told, and may not be allowed to; what bounds is --pids-limit.
        "--ulimit", "nproc=4096:4096", "--ulimit", $"fsize={Number(limits.Disk)}", "--ulimit", "core=0", "--ulimit", "nofile=256", "--ulimit", $"cpu={Number((long)Math.Ceiling(limits.ProcessorTime.TotalSeconds))}",
        "--tmpfs", $"/work:rw,exec,size={Number(limits.Disk)},mode=1777", "--tmpfs", $"/tmp:rw,size={Number(limits.Disk)},mode=1777",
        "--env", "HOME=/tmp", "--env", "PYTHONDONTWRITEBYTECODE=1", "--workdir", "/work", "--init", .. _extra, _image, "sh", "-c",
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
