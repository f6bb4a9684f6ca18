using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>The rules of ids, indexes and pieces that the stream assembler and the detectors watch, by the faults that break them.</summary>
internal static class CallAnomalies
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        [AnomalyKinds.ToolCallIdMissing] = ["tc-index-drift", "tc-empty-deltas-under-load"],
        [AnomalyKinds.ToolCallIdDuplicate] = ["tc-index-reused", "ml-result-mixup"],
        [AnomalyKinds.ToolCallIdReused] = ["tc-id-repeats-across-turns"],
        [AnomalyKinds.ToolCallIndexMissing] = ["tc-index-missing"],
        [AnomalyKinds.ToolCallIndexNotInteger] = ["tc-index-missing"],
        [AnomalyKinds.ToolCallIndexReused] = ["tc-index-reused"],
        [AnomalyKinds.ToolCallIndexDrifts] = ["tc-index-drift"],
        [AnomalyKinds.ToolCallIndexGap] = ["tc-index-drift", "tc-index-reused"],
        [AnomalyKinds.ToolCallTypeWrong] = ["sw-tool-chunk-shape"],
        [AnomalyKinds.ToolCallsEmpty] = ["tc-empty-deltas-under-load"],
        [AnomalyKinds.ToolCallRunaway] = ["tc-required-runaway"],
        [AnomalyKinds.ContentAfterFinish] = ["tc-finish-stop"],
    };

    /// <summary>One flaw for each kind of anomaly that breaks a rule of calls.</summary>
    public static IEnumerable<CallFlaw> Flaws(IReadOnlyList<Anomaly> anomalies) =>
        anomalies.Where(a => Known.ContainsKey(a.Kind)).DistinctBy(a => a.Kind).Select(a => new CallFlaw(CallFlaw.Wire, a.Message, Known[a.Kind]));
}
