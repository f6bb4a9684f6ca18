using System.Globalization;
using Kvv.Conformance.Benchmarks;
using Kvv.Evaluation.Benchmarks;

namespace Kvv.Conformance.Tests.Running;

/// <summary>Runs a benchmark through the session and ends the test with what its deciding metric says.</summary>
internal static class BenchmarkTest
{
    public static async Task RunAsync(string id)
    {
        var outcome = await RunSetUp.Session.RunBenchmarkAsync(BenchmarkRegistry.Get(id));
        if (outcome.Result is not { } result)
        {
            Assert.Ignore(outcome.Blocked!);
            return;
        }

        switch (result.Status)
        {
            case MetricStatus.Fail:
                throw new BelowBaselineException(Sentences(result, MetricStatus.Fail));
            case MetricStatus.Undecided:
                Assert.Inconclusive(Sentences(result, MetricStatus.Undecided));
                break;
            default:
                Assert.Pass(Sentences(result, MetricStatus.Pass));
                break;
        }
    }

    // The figures that decided, and where the samples behind them are.
    private static string Sentences(BenchmarkResult result, MetricStatus status)
    {
        var id = result.Benchmark.Id;
        var deciding = result.Metrics.Where(m => m.Status == status).Select(m => string.Create(CultureInfo.InvariantCulture, $"{id} {m.Name} {m.Value:0.000}: {m.Explanation}"));
        var samples = status == MetricStatus.Pass ? "" : $"\n  samples:   {Path.Combine(RunSetUp.Session.RunFolder, "report.html")}#b-{id}";
        return string.Join('\n', deciding) + samples;
    }

    /// <summary>A failure whose trace would lead into this file, where nothing is to be found.</summary>
    private sealed class BelowBaselineException(string message) : AssertionException(message)
    {
        public override string? StackTrace => null;
    }
}
