using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;

namespace Kvv.Conformance.Verdicts;

/// <summary>
/// The figures of all benchmarks of one verdict. Each may fail a good endpoint once in a hundred runs; a verdict over many of
/// them would do so far more often. Holm's rule keeps that below <see cref="Level"/> for the whole: a figure fails the endpoint
/// when its adjusted p-value stays within it. Figures that are no matter of chance fail it at once.
/// </summary>
internal static class FigureFamily
{
    /// <summary>Largest probability that a verdict fails an endpoint that just keeps every reference: five benchmarks' beta.</summary>
    public const double Level = 0.05;

    private const int MostNames = 3;

    /// <summary>Splits the benchmarks that are below their bar into those that fail the endpoint and those that may be so by chance.</summary>
    /// <param name="benchmarks">All benchmarks of the verdict.</param>
    /// <returns>Clauses for the verdict.</returns>
    public static (IReadOnlyList<string> Fails, IReadOnlyList<string> Doubts) Judge(IReadOnlyList<BenchmarkResult> benchmarks)
    {
        var chances = benchmarks.SelectMany(b => b.Metrics).Where(m => m.Status != MetricStatus.Informative && m.PValue is not null).Select(m => m.PValue!.Value).ToList();
        var adjusted = chances.Zip(PValues.Holm(chances)).ToLookup(p => p.First, p => p.Second);
        List<string> fails = [], doubts = [];
        foreach (var benchmark in benchmarks.Where(b => b.Status == MetricStatus.Fail))
        {
            var failed = benchmark.Metrics.Where(m => m.Status == MetricStatus.Fail).ToList();
            // An exact p-value of an impossible figure may come out a rounding error below zero.
            var best = failed.Min(m => m.PValue is { } p ? adjusted[p].Min() : 0);
            var clause = $"benchmark {benchmark.Benchmark.Id} fails by its {Names(failed)}";
            if (best <= Level)
                fails.Add(clause);
            else
                doubts.Add(string.Create(CultureInfo.InvariantCulture, $"{clause}, which may be chance among {chances.Count} figures ({failed[0].Name}: p = {failed.Min(m => m.PValue):0.0000}, {best:0.00} by Holm's rule, {Level} needed): a larger tier settles it"));
        }

        return (fails, doubts);
    }

    private static string Names(List<Metric> failed) =>
        string.Join(", ", failed.Take(MostNames).Select(m => m.Faults.Count > 0 ? $"{m.Name} ({string.Join(", ", m.Faults.Take(MostNames))})" : m.Name))
        + (failed.Count > MostNames ? $" and {failed.Count - MostNames} more" : "");
}
