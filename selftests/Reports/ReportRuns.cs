using Kvv.Conformance.Benchmarks;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Real runs against the reference endpoint, for reports to be made of; two of them are made once for all tests.</summary>
internal static class ReportRuns
{
    public const string Fault = "tc-finish-stop";

    private static readonly Lazy<Task<TestRun>> Healthy = new(() => RunAsync(""));
    private static readonly Lazy<Task<TestRun>> Faulty = new(() => RunAsync(Fault));

    /// <summary>The folder of a run that conforms. Many tests read it: one that changes it takes a <see cref="CopyOf"/>.</summary>
    public static async Task<string> HealthyAsync() => (await Healthy.Value).Session.RunFolder;

    /// <summary>The folder of a run that fails by <see cref="Fault"/>; read it only.</summary>
    public static async Task<string> FaultyAsync() => (await Faulty.Value).Session.RunFolder;

    /// <summary>Removes the shared runs.</summary>
    public static async Task DisposeAsync()
    {
        foreach (var run in new[] { Healthy, Faulty }.Where(r => r.IsValueCreated))
            await (await run.Value).DisposeAsync();
    }

    /// <summary>A run folder of its own for a test that changes it.</summary>
    public static RunCopy CopyOf(string folder) => new(folder);

    /// <summary>An endpoint that answers nothing: the run ends before its first check.</summary>
    public static Task<TestRun> UndecidedAsync() => RunAsync("op-outage-500");

    /// <summary>A run that is stopped before its checks were judged.</summary>
    public static async Task<TestRun> StoppedAsync()
    {
        var run = await TestRun.StartWithReportsAsync();
        run.Session.Stop("signal SIGTERM");
        await Task.WhenAll(run.Session.Registry.Checks.Take(5).Select(Judged));
        run.Session.Complete();
        return run;

        // A stopped session may cancel a check; what the folder then says is what is tested.
        async Task Judged(Conformance.Requirements.RequirementCheck check)
        {
            try
            {
                await run.Session.JudgeAsync(check);
            }
            catch (OperationCanceledException)
            {
                await TestContext.Out.WriteLineAsync($"{check.Requirement.Id} was cancelled");
            }
        }
    }

    private static async Task<TestRun> RunAsync(string faults)
    {
        var run = await TestRun.StartWithReportsAsync(("KVV_REFERENCE_FAULTS", faults), ("KVV_MAX_ATTEMPTS", "1"));
        await Task.WhenAll(run.Session.Registry.Checks.Select(run.Session.JudgeAsync));
        await run.Session.RunBenchmarkAsync(BenchmarkRegistry.Get("basics"));
        run.Session.Complete();
        return run;
    }
}

/// <summary>A copy of a run folder; removed at the end.</summary>
internal sealed class RunCopy : IDisposable
{
    public RunCopy(string folder)
    {
        Path = Directory.CreateTempSubdirectory("kvv-selftest-").FullName;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith("run.lock", StringComparison.Ordinal)))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
