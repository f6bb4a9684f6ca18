using System.Globalization;
using Kvv.Conformance.Reports;

namespace Kvv.Conformance.Results;

/// <summary>The lines of the closing summary on one benchmark: its first figure, every one that does not hold, and how many others do.</summary>
internal static class BenchmarkLines
{
    // Characters of the sentence on a figure that holds.
    private const int MostOfAPass = 160;

    public static IEnumerable<string> Of(BenchmarkInfo benchmark)
    {
        var deciding = benchmark.Metrics.Where(m => m.Status != "informative").ToList();
        var shown = Telling(benchmark);
        var others = deciding.Count - shown.Count;
        for (var i = 0; i < shown.Count; i++)
        {
            var metric = shown[i];
            var sentence = metric.Status == "pass" ? VisibleText.Cut(metric.Explanation, MostOfAPass) : metric.Explanation;
            yield return $"{benchmark.Id,-17} {Figure(metric)}: {metric.Status} ({sentence}){(i == 0 && others > 0 ? $"; {others} further figure{(others == 1 ? " holds" : "s hold")}" : "")}";
        }
    }

    /// <summary>The first figure that decides, and every one that does not hold; the first of all where none decides.</summary>
    public static IReadOnlyList<MetricInfo> Telling(BenchmarkInfo benchmark)
    {
        var deciding = benchmark.Metrics.Where(m => m.Status != "informative").ToList();
        return deciding.Count == 0 ? [.. benchmark.Metrics.Take(1)] : [.. deciding.Where((m, i) => i == 0 || m.Status != "pass")];
    }

    private static string Figure(MetricInfo metric) => (metric.Value, metric.Low, metric.High) switch
    {
        (null, _, _) => $"{metric.Name} not measured",
        ({ } value, { } low, { } high) => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {value:0.000} [{low:0.000}, {high:0.000}]"),
        ({ } value, _, _) => string.Create(CultureInfo.InvariantCulture, $"{metric.Name} {value:0.###}"),
    };
}
