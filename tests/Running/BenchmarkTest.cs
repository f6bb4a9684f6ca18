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

        var sentence = string.Join('\n', result.Metrics.Select(m => $"{id} {m.Name} {m.Value:0.000}: {m.Explanation}"));
        switch (result.Status)
        {
            case MetricStatus.Fail:
                Assert.Fail(sentence);
                break;
            case MetricStatus.Undecided:
                Assert.Inconclusive(sentence);
                break;
            default:
                Assert.Pass(sentence);
                break;
        }
    }
}
