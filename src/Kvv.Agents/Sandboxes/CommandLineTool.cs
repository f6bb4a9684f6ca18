namespace Kvv.Agents.Sandboxes;

/// <summary>Programs of the host that the suite itself calls.</summary>
internal static class CommandLineTool
{
    // What a container engine's command line needs to find its daemon and settings; keys and tokens of the host stay behind.
    private static readonly string[] Passed =
    [
        "PATH", "HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "DBUS_SESSION_BUS_ADDRESS", "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CONFIG", "DOCKER_CERT_PATH", "DOCKER_TLS_VERIFY",
        "CONTAINERS_CONF", "CONTAINER_HOST", "TMPDIR",
    ];

    /// <summary>The first program of this name in the search path, or <see langword="null"/>.</summary>
    public static string? Find(string name) => (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Where(p => p.Length > 0 && Path.IsPathRooted(p)).Select(p => Path.Combine(p, name)).FirstOrDefault(File.Exists);

    /// <summary>The variables a container engine's command line gets.</summary>
    public static IReadOnlyDictionary<string, string> Environment() => Passed
        .Select(n => (Name: n, Value: System.Environment.GetEnvironmentVariable(n)))
        .Where(v => v.Value is not null).ToDictionary(v => v.Name, v => v.Value!, StringComparer.Ordinal);

    /// <summary>Runs to the end and gives exit code and output.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        using var process = PipedProcess.Start(file, arguments, environment);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
