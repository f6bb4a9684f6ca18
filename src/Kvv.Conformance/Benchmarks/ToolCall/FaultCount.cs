using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>Which faults the wrong answers of a benchmark point to.</summary>
internal static class FaultCount
{
    /// <summary>Fault ids by the number of trials that show them, the most frequent first.</summary>
    public static IReadOnlyList<string> MostFrequent(IEnumerable<TrialRecord> trials) =>
        [.. trials.Where(t => !(t.Value >= 1)).SelectMany(t => t.Faults.Distinct()).GroupBy(f => f).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key)];
}
