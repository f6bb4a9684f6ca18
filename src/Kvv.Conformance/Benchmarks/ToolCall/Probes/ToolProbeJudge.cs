using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.ToolCalls.Probes;

/// <summary>
/// One figure a probe, the share of right tries: fail when more tries are wrong than may be or the needed ones can no longer be
/// reached, pass when they are reached, undecided where outages leave it open. Before them, the share of probes that passed.
/// </summary>
internal sealed class ToolProbeJudge(IReadOnlyList<ToolProbe> probes) : IBenchmarkJudge
{
    public const string Passed = "probes";

    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var figures = probes.Select(p => Judge(p, [.. trials.Where(t => t.Sample == p.Id)])).ToList();
        var deciding = figures.Where(f => f.Status != MetricStatus.Informative).ToList();
        var passed = deciding.Count(f => f.Status == MetricStatus.Pass);
        var failed = deciding.Where(f => f.Status == MetricStatus.Fail).ToList();
        var status = failed.Count > 0 ? MetricStatus.Fail : passed < deciding.Count ? MetricStatus.Undecided : MetricStatus.Pass;
        var sentence = Text($"{passed} of {deciding.Count} deciding probes passed{(failed.Count > 0 ? $"; failed: {string.Join(", ", failed.Select(f => f.Name))}" : "")}");
        return
        [
            new(Passed, (double)passed / deciding.Count, null, null, null, 1, status, sentence) { Faults = [.. failed.SelectMany(f => f.Faults).Distinct()] },
            .. figures,
        ];
    }

    private static Metric Judge(ToolProbe probe, IReadOnlyList<TrialRecord> tries)
    {
        var right = tries.Count(t => t.Value >= 1);
        var wrong = tries.Where(t => t.Value < 1).ToList();
        var open = tries.Count(t => t.Outcome == TrialOutcome.Unscored);
        var missing = probe.Tries - right - wrong.Count - open;
        // What the model decided otherwise shows nothing; only an outage may still turn out right.
        var status = wrong.Count > probe.AllowedWrong || (wrong.Count > 0 && right + missing < probe.Needed) ? MetricStatus.Fail
            : right >= probe.Needed ? MetricStatus.Pass
            : MetricStatus.Undecided;
        var judged = right + wrong.Count;
        var sentence = Text($"{probe.Title} Right in {right} of {probe.Tries} tries, {probe.Needed} needed{(open > 0 ? $", {open} showed nothing" : "")}{(missing > 0 ? $", {missing} without an answer" : "")}{(wrong.Count > 0 ? $". First wrong one: {wrong[0].Explanation}" : "")}");
        // A recommendation keeps its suspicion, and the verdict stays out of it.
        var shown = probe.IsRecommendation ? MetricStatus.Informative : status;
        return new(
            probe.Id, judged == 0 ? null : (double)right / judged, judged == 0 ? null : Proportion.Wilson(right, judged), null, null, null, shown, probe.IsRecommendation ? $"{sentence} (A recommendation.)" : sentence)
        {
            Faults = status == MetricStatus.Fail ? FaultCount.MostFrequent(wrong) : [],
        };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
