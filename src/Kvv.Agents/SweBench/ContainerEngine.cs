using System.ComponentModel;
using System.Globalization;
using Kvv.Agents.Sandboxes;

namespace Kvv.Agents.SweBench;

/// <summary>Docker or podman through their common command line: which images there are, and containers that last an episode.</summary>
public sealed class ContainerEngine : IDisposable
{
    /// <summary>How to get one, for messages.</summary>
    public const string Remedy = "have a running docker or podman (Debian and Ubuntu: apt-get install podman)";

    private static int _containers;

    private readonly IReadOnlyList<string> _extra;
    private readonly SemaphoreSlim _slots;

    /// <summary>Creates an engine.</summary>
    /// <param name="program">The absolute path of <c>docker</c> or <c>podman</c>.</param>
    /// <param name="extra">Further arguments of <c>run</c>, such as <c>--runtime runc</c>.</param>
    /// <param name="concurrency">Commands at once in all containers, at least 1.</param>
    public ContainerEngine(string program, IReadOnlyList<string> extra, int concurrency)
    {
        Program = program;
        _extra = extra;
        _slots = new(concurrency, concurrency);
    }

    /// <summary>Its name, for reports.</summary>
    public string Name => Path.GetFileName(Program);

    internal string Program { get; }

    internal IReadOnlyDictionary<string, string> Environment { get; } = CommandLineTool.Environment();

    /// <summary>Looks for an engine that answers.</summary>
    /// <param name="kind">What the user chose; bubblewrap has no images and gives none.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>An engine, or the reasons why there is none.</returns>
    public static async Task<(ContainerEngine? Engine, string? Missing)> FindAsync(SandboxKind kind, CancellationToken cancellationToken)
    {
        if (kind is SandboxKind.None or SandboxKind.Bubblewrap)
            return (null, $"the setting Sandbox is {kind.ToString().ToLowerInvariant()}, and images need docker or podman");
        var reasons = new List<string>();
        foreach (var (one, name) in new[] { (SandboxKind.Docker, "docker"), (SandboxKind.Podman, "podman") })
        {
            if (kind != SandboxKind.Auto && kind != one)
                continue;
            if (CommandLineTool.Find(name) is not { } program)
            {
                reasons.Add($"{name} is not installed");
                continue;
            }

            // crun refuses the mixed cgroup set-up of older hosts, runc does not.
            var extra = one == SandboxKind.Podman && CommandLineTool.Find("runc") is not null ? (string[])["--runtime", "runc"] : [];
            var engine = new ContainerEngine(program, extra, Math.Max(2, System.Environment.ProcessorCount));
            try
            {
                await engine.ImagesAsync(cancellationToken);
                return (engine, null);
            }
            catch (Exception e) when (e is SandboxException or Win32Exception or IOException)
            {
                engine.Dispose();
                reasons.Add($"{name} does not work: {e.Message}");
            }
        }

        return (null, string.Join("; ", reasons));
    }

    /// <summary>The names of the images on this machine, with tag, without <see cref="SweImage.Registry"/>.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <exception cref="SandboxException">The engine does not answer.</exception>
    public async Task<IReadOnlySet<string>> ImagesAsync(CancellationToken cancellationToken)
    {
        var (exit, output) = await CommandLineTool.RunAsync(Program, ["images", "--format", "{{.Repository}}:{{.Tag}}"], Environment, cancellationToken);
        if (exit != 0)
            throw new SandboxException(FirstLine(output));
        return output.Split('\n').Select(l => l.Trim()).Select(l => l.StartsWith(SweImage.Registry, StringComparison.Ordinal) ? l[SweImage.Registry.Length..] : l).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Starts a container that waits for commands. It is removed when it is disposed, and by itself after its longest life.</summary>
    /// <param name="image">A name as <see cref="SweImage.Of"/> gives it; never pulled.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="SandboxException">It did not start; the message says why.</exception>
    internal async Task<InstanceContainer> StartAsync(string image, ContainerLimits limits, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"kvv-swe-{System.Environment.ProcessId}-{Interlocked.Increment(ref _containers)}");
        var container = new InstanceContainer(this, name, limits);
        try
        {
            var (exit, output) = await CommandLineTool.RunAsync(Program, Arguments(name, image, limits), Environment, cancellationToken);
            return exit == 0 ? container : throw new SandboxException($"The container of {image} did not start: {FirstLine(output)}");
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    /// <summary>Bytes that were written in a container, or <see langword="null"/> when it is gone.</summary>
    internal async Task<long?> WrittenAsync(string container, CancellationToken cancellationToken)
    {
        var (exit, output) = await CommandLineTool.RunAsync(Program, ["container", "inspect", "--size", "--format", "{{.SizeRw}}", container], Environment, cancellationToken);
        return exit == 0 && long.TryParse(output.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
    }

    /// <summary>Whether a container of this name is there, running or not.</summary>
    internal async Task<bool> HasAsync(string container, CancellationToken cancellationToken) =>
        (await CommandLineTool.RunAsync(Program, ["container", "inspect", "--format", "{{.Id}}", container], Environment, cancellationToken)).ExitCode == 0;

    /// <summary>Waits for a slot to run a command in.</summary>
    internal Task EnterAsync(CancellationToken cancellationToken) => _slots.WaitAsync(cancellationToken);

    /// <summary>Gives the slot back.</summary>
    internal void Leave() => _slots.Release();

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    // Root inside, as the images are made for it, but without what root could do to the host: of its rights those over files stay.
    internal IReadOnlyList<string> Arguments(string name, string image, ContainerLimits limits) =>
    [
        "run", "--rm", "-d", "--init", "--pull=never", "--name", name, "--network", "none", "--cap-drop", "ALL", "--cap-add", "CHOWN", "--cap-add", "DAC_OVERRIDE", "--cap-add", "FOWNER",
        "--security-opt", "no-new-privileges", "--cpus", "2", "--memory", Number(limits.Memory), "--memory-swap", Number(limits.Memory), "--pids-limit", Number(limits.Processes),
        // podman raises nproc and nofile to the host's limits unless told, and may not be allowed to; what bounds processes is --pids-limit.
        "--ulimit", "nproc=4096:4096", "--ulimit", $"fsize={Number(limits.File)}", "--ulimit", "core=0", "--ulimit", "nofile=4096:4096", "--workdir", "/testbed", "--entrypoint", "", .. _extra,
        SweImage.Registry + image, "sleep", Number((long)limits.Life.TotalSeconds),
    ];

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string FirstLine(string text) => text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) is { } line ? line[..Math.Min(line.Length, 300)] : "no reason given";
}
