using System.Diagnostics;
using System.Text;
using System.Text.Json;
using NUnit.Framework;

namespace Kvv.SelfTests.CommandLine;

/// <summary>The product as a user runs it: a process of its own, settings by environment, a run folder of its own.</summary>
internal sealed class ProductProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Lock _gate = new();
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    private ProductProcess(ProcessStartInfo start, string runsFolder)
    {
        RunsFolder = runsFolder;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Add(e.Data);
        _process.ErrorDataReceived += (_, e) => Add(e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The built suite.</summary>
    public static string SuitePath { get; } = Path.Combine(RepositoryRoot.Path, "artifacts", "bin", "Kvv.Conformance.Tests", "debug", "Kvv.Conformance.Tests.dll");

    /// <summary>The built `kvv`.</summary>
    public static string KvvPath { get; } = Path.Combine(RepositoryRoot.Path, "artifacts", "bin", "Kvv.Cli", "debug", "kvv.dll");

    public string RunsFolder { get; }

    public int Id => _process.Id;

    public string Output
    {
        get
        {
            lock (_gate)
                return _output.ToString();
        }
    }

    /// <summary>`dotnet test` on the built product, with extra arguments.</summary>
    public static ProductProcess Test(IEnumerable<string> arguments, params (string Variable, string Value)[] environment) =>
        Start(["test", SuitePath, .. DefaultSettings(arguments)], environment);

    /// <summary>The `kvv` command.</summary>
    public static ProductProcess Kvv(params string[] arguments) =>
        Start([KvvPath, .. arguments], []);

    /// <summary>Waits for the end and returns the exit code.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Kills it and all it started, as a power cut would, and waits until the run folder is nobody's.</summary>
    /// <param name="run">The run folder.</param>
    public async Task KillAsync(string run)
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        // The test host is no child of ours, and a killed process may still be ending a write: its lock is what tells. Nothing wakes
        // us when a lock becomes free, so it is asked for.
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!IsFree(Path.Combine(run, "run.lock")))
            await beat.WaitForNextTickAsync(TestContext.CurrentContext.CancellationToken);
    }

    /// <summary>Waits until a text has appeared in the output, or the process has ended.</summary>
    public async Task SeenAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
                return;
            _awaited.Add((text, seen));
        }

        await Task.WhenAny(seen.Task, _process.WaitForExitAsync());
        Assert.That(Output, Does.Contain(text));
    }

    /// <summary>The newest run's <c>result.json</c>.</summary>
    public JsonElement Result() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(NewestRun(), "result.json"))).RootElement.Clone();

    public string NewestRun() => Directory.EnumerateDirectories(RunsFolder).Where(d => new DirectoryInfo(d).LinkTarget is null).Order(StringComparer.Ordinal).Last();

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        if (Directory.Exists(RunsFolder))
            Directory.Delete(RunsFolder, recursive: true);
    }

    /// <summary>The arguments, with the settings file that the product's projects name when none is given.</summary>
    public static List<string> DefaultSettings(IEnumerable<string> arguments)
    {
        var given = arguments.ToList();
        return given.Contains("--settings") ? given : [.. given, "--settings", Path.Combine(RepositoryRoot.Path, "runsettings", "reference.runsettings")];
    }

    private static bool IsFree(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static ProductProcess Start(IReadOnlyList<string> arguments, (string Variable, string Value)[] environment)
    {
        var runs = Directory.CreateTempSubdirectory("kvv-process-").FullName;
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = RepositoryRoot.Path };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("KVV_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["KVV_RUN_DIRECTORY"] = runs;
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        return new(start, runs);
    }

    private void Add(string? line)
    {
        if (line is null)
            return;
        List<TaskCompletionSource> seen;
        lock (_gate)
        {
            _output.AppendLine(line);
            seen = [.. _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)).Select(a => a.Seen)];
        }

        foreach (var task in seen)
            task.TrySetResult();
    }
}
