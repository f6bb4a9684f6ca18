using Kvv.Conformance.Benchmarks;
using Kvv.SelfTests.Session;
using NUnit.Framework;

namespace Kvv.SelfTests.Reports;

/// <summary>Real runs against the reference endpoint, for reports to be made of.</summary>
internal static class ReportRuns
{
    public const string Fault = "tc-finish-stop";

    public static Task<TestRun> HealthyAsync() => RunAsync("");

    public static Task<TestRun> FaultyAsync() => RunAsync(Fault);

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
