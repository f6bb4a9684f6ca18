using System.ComponentModel;

namespace Kvv.Agents.Sandboxes;

/// <summary>The kinds of sandboxes a user can choose.</summary>
public enum SandboxKind
{
    /// <summary>The first that works: bubblewrap, docker, podman.</summary>
    Auto,

    /// <summary>Bubblewrap.</summary>
    Bubblewrap,

    /// <summary>Docker.</summary>
    Docker,

    /// <summary>Podman.</summary>
    Podman,

    /// <summary>None: what needs one is not run.</summary>
    None,
}

/// <summary>Finds a sandbox that works on this machine, by trying it.</summary>
public static class SandboxChoice
{
    /// <summary>How to get a sandbox, for messages.</summary>
    public const string Remedy = "install bubblewrap (Debian and Ubuntu: apt-get install bubblewrap) or have a running docker or podman with the image " + ContainerSandbox.DefaultImage;

    /// <summary>Looks for a sandbox.</summary>
    /// <param name="kind">What the user chose.</param>
    /// <param name="image">The image of container sandboxes.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>A sandbox that has run a Python program, or the reasons why there is none.</returns>
    public static async Task<(ISandbox? Sandbox, string? Missing)> FindAsync(SandboxKind kind, string image, CancellationToken cancellationToken)
    {
        if (kind == SandboxKind.None)
            return (null, "the setting Sandbox is none");
        var reasons = new List<string>();
        foreach (var (one, program) in new[] { (SandboxKind.Bubblewrap, "bwrap"), (SandboxKind.Docker, "docker"), (SandboxKind.Podman, "podman") })
        {
            if (kind != SandboxKind.Auto && kind != one)
                continue;
            if (!OperatingSystem.IsLinux() && one == SandboxKind.Bubblewrap)
                reasons.Add("bubblewrap needs Linux");
            else if (CommandLineTool.Find(program) is not { } path)
                reasons.Add($"{program} is not installed");
            else
            {
                ISandbox sandbox = one == SandboxKind.Bubblewrap ? new BubblewrapSandbox(path) : new ContainerSandbox(path, image, one == SandboxKind.Podman ? PodmanArguments() : null);
                if (await WhyNotAsync(sandbox, cancellationToken) is not { } problem)
                    return (sandbox, null);
                reasons.Add($"{program} does not work: {problem}");
            }
        }

        return (null, string.Join("; ", reasons));
    }

    /// <summary>What keeps a sandbox from running a small Python program, or <see langword="null"/>.</summary>
    private static async Task<string?> WhyNotAsync(ISandbox sandbox, CancellationToken cancellationToken)
    {
        try
        {
            var run = await sandbox.RunAsync(Workspace.Empty.With("probe.py", WorkFile.Of("print(6 * 7)\n")), "python3 probe.py", new SandboxLimits { Time = TimeSpan.FromSeconds(20) }, cancellationToken);
            return run is { End: SandboxEnd.Exited, ExitCode: 0 } && run.Output.Trim() == "42" ? null : FirstLine(run.Output) ?? "a small Python program did not run";
        }
        catch (Exception e) when (e is SandboxException or Win32Exception or IOException)
        {
            return e.Message;
        }
    }

    // podman lays writable folders of any size over a read-only root unless told not to.
    // crun refuses the mixed cgroup set-up of older hosts, runc does not.
    private static string[] PodmanArguments() => ["--read-only-tmpfs=false", .. CommandLineTool.Find("runc") is { } ? (string[])["--runtime", "runc"] : []];

    private static string? FirstLine(string text) => text.Split('\n').Select(l => l.Trim()).FirstOrDefault(l => l.Length > 0) is { } line ? line[..Math.Min(line.Length, 200)] : null;
}
