using System.Globalization;

namespace Kvv.SelfTests.Engine;

/// <summary>The process that the chaos test kills: one run of one benchmark, continued where the last one was killed.</summary>
internal static class ChaosHost
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["chaos", var endpoint, var runs, var items, var key])
        {
            await Console.Error.WriteLineAsync("These are the self-tests: run them with `dotnet test selftests`.");
            return 2;
        }

        await RunAsync(new Uri(endpoint), runs, int.Parse(items, CultureInfo.InvariantCulture), key);
        return 0;
    }

    /// <summary>Runs or continues to the end.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="runs">The folder of run folders.</param>
    /// <param name="items">Items of the benchmark.</param>
    /// <param name="key">The API key, by which the endpoint knows the process.</param>
    public static async Task<IReadOnlyList<string>> RunAsync(Uri endpoint, string runs, int items, string key)
    {
        await using var run = await EngineRun.StartAsync(endpoint, runs, settings: [("KVV_CONCURRENCY", "4"), ("KVV_API_KEY", key)]);
        await run.Session.RunBenchmarkAsync(run.Words(items));
        run.Session.Complete();
        return run.Output.Lines;
    }
}
