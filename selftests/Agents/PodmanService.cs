using System.Diagnostics;
using Kvv.Agents.Sandboxes;
using NUnit.Framework;

namespace Kvv.SelfTests.Agents;

/// <summary>
/// Docker's API served by podman: what the Docker command line talks to where no Docker daemon runs. <c>DOCKER_HOST</c> of this process
/// names it, so only for tests that run alone.
/// </summary>
internal sealed class PodmanService : IAsyncDisposable
{
    private const string Variable = "DOCKER_HOST";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    private PodmanService(Process process, DirectoryInfo folder, string address)
    {
        (_process, _folder) = (process, folder);
        // Nobody reads them, and a full pipe would stop the service.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Environment.SetEnvironmentVariable(Variable, address);
    }

    /// <summary>Starts the service; the test is ignored where one of the two programs is missing.</summary>
    public static async Task<PodmanService> StartAsync()
    {
        if (CommandLineTool.Find("docker") is not { } docker)
            throw new IgnoreException("docker is not installed");
        if (CommandLineTool.Find("podman") is not { } podman)
            throw new IgnoreException("podman is not installed");
        var folder = Directory.CreateTempSubdirectory("kvv-docker-");
        var address = $"unix://{Path.Combine(folder.FullName, "api.sock")}";
        // crun refuses the mixed cgroup set-up of older hosts, runc does not.
        string[] runtime = CommandLineTool.Find("runc") is null ? [] : ["--runtime", "runc"];
        var service = new PodmanService(PipedProcess.Start(podman, [.. runtime, "system", "service", "--time=0", address], CommandLineTool.Environment()), folder, address);
        // Asked until it answers: there is nothing to wait for that would say so.
        while ((await CommandLineTool.RunAsync(docker, ["version"], CommandLineTool.Environment(), CancellationToken.None)).ExitCode != 0)
        {
            if (!service._process.HasExited)
                continue;
            await service.DisposeAsync();
            throw new IgnoreException("podman cannot serve Docker's API here");
        }

        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}
