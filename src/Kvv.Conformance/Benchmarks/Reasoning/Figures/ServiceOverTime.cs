using System.Globalization;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Fingerprint;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>
/// Whether answers get worse as the endpoint serves more of them: right answers in the later half of the trials against the
/// earlier half, by Fisher's exact test. Holds only for items in random order, which the definitions see to.
/// </summary>
internal sealed class ServiceOverTime : IFigure
{
    public const string Name = "later-half";

    private const double Level = 0.005;

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).OrderBy(t => t.StartedAt).ToList();
        if (answered.Count < 20)
            return new(Name, null, null, null, null, null, MetricStatus.Informative, $"{answered.Count} trials are too few to compare halves");
        var half = answered.Count / 2;
        var (early, late) = (answered[..half], answered[half..]);
        int rightEarly = early.Count(t => t.Value >= 1), rightLate = late.Count(t => t.Value >= 1);
        var p = FisherExact.TwoSided(rightEarly, early.Count - rightEarly, rightLate, late.Count - rightLate);
        var worse = (double)rightLate / late.Count < (double)rightEarly / early.Count && p < Level;
        var explanation = string.Create(CultureInfo.InvariantCulture, $"{rightEarly} of the first {early.Count} right, {rightLate} of the last {late.Count} (p = {p:0.0000}, {Level} needed)");
        return new(Name, (double)rightLate / late.Count, Proportion.Wilson(rightLate, late.Count), null, null, null, worse ? MetricStatus.Fail : MetricStatus.Pass, explanation)
        {
            Faults = ["dk-disaggregated-drift", "dk-garbage-after-uptime"],
        };
    }
}
