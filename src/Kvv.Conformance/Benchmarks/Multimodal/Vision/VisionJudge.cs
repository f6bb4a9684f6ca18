using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Multimodal.Vision;

/// <summary>
/// Draws the figures of the vision probes: the share answered rightly; the defects given away by wrong answers, which decide
/// when they are measured, or more frequent than chance explains; the accuracy of each family; and what all of it cost.
/// </summary>
internal sealed class VisionJudge : IBenchmarkJudge
{
    // The chance of naming any defect on a healthy endpoint, over all tests made together (Bonferroni).
    private const double FamilyWiseAlpha = 0.01;

    // Once a mixed-up cache is certain, an answer that is right for another probe of the same question is its doing, and so is
    // a count that belongs to another picture; once pictures are known to be lost, an answer without a picture says nothing else.
    private static readonly (string Cause, string Mark)[] Explaining = [("media-cache", "rival"), ("media-cache", "compared"), ("picture-dropped", "emptyHanded")];

    private readonly AccuracyTarget? _target;
    private readonly IReadOnlyDictionary<string, VisionProbe> _probes;
    private readonly IReadOnlyDictionary<string, Defect> _defects;

    /// <summary>Creates the judge.</summary>
    /// <param name="target">The floor of the accuracy, or <see langword="null"/> when only defects decide.</param>
    /// <param name="probes">The probes by id.</param>
    /// <param name="defects">The defects by name.</param>
    public VisionJudge(AccuracyTarget? target, IReadOnlyDictionary<string, VisionProbe> probes, IReadOnlyDictionary<string, Defect> defects)
    {
        _target = target;
        _probes = probes;
        _defects = defects;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Judge(IReadOnlyList<TrialRecord> trials)
    {
        var must = trials.Where(t => _probes[t.Sample].Level == "must").ToList();
        IEnumerable<Metric> accuracy = _target is null ? [] : [AccuracyRule.Judge(_target, must)];
        return [.. accuracy, Defects(trials), .. Families(trials), Cost(trials)];
    }

    private Metric Defects(IReadOnlyList<TrialRecord> trials)
    {
        var judged = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var able = _defects.Values.Select(d => (Defect: d, Trials: judged.Where(t => _probes[t.Sample].Shows.Contains(d.Id)).ToList())).Where(d => d.Trials.Count > 0).ToList();
        var tests = able.Sum(d => Groups(d.Trials).Count());
        var seen = able.Select(d => (d.Defect, d.Trials, Hits: judged.Where(t => Named(t).Contains(d.Defect.Id)).ToList())).Where(d => d.Hits.Count > 0).OrderByDescending(d => d.Hits.Count).ToList();
        var certain = seen.Where(d => !d.Defect.Advice && IsCertain(d.Defect, d.Trials, d.Hits, tests)).ToList();
        foreach (var (cause, mark) in Explaining)
        {
            if (certain.Exists(d => d.Defect.Id == cause))
                certain.RemoveAll(d => d.Defect.Id != cause && !IsCertain(d.Defect, d.Trials, [.. d.Hits.Where(t => t.Details?[mark] is null)], tests));
        }

        var names = able.Select(d => d.Defect.Fault ?? d.Defect.Id).Distinct().ToList();
        var looked = string.Create(CultureInfo.InvariantCulture, $"looked for {names.Count} defects in {judged.Count} probes: {string.Join(", ", names)}");
        var found = certain.Count == 0 ? "none named" : "named: " + string.Join("; ", certain.Select(Text));
        var faint = seen.Where(d => !certain.Contains(d)).ToList();
        var rest = faint.Count == 0 ? "" : "; seen without deciding: " + string.Join("; ", faint.Select(Text));
        var status = judged.Count == 0 ? MetricStatus.Undecided : certain.Count > 0 ? MetricStatus.Fail : MetricStatus.Pass;
        return new("defects", certain.Count, null, null, null, 0, status, $"{found}{rest}; {looked}. Cost: {Cost(trials).Explanation}")
        {
            Faults = [.. certain.Select(d => d.Defect.Fault).OfType<string>().Distinct()],
        };
    }

    private static string Text((Defect Defect, List<TrialRecord> Trials, List<TrialRecord> Hits) seen) =>
        $"{(seen.Defect.Fault is { } fault ? $"{fault} ({seen.Defect.Title})" : seen.Defect.Title)}, {seen.Hits.Count} of {Math.Max(seen.Trials.Count, seen.Hits.Count)} probes that can show it ({string.Join(", ", seen.Hits.Take(3).Select(h => h.Sample))}{(seen.Hits.Count > 3 ? ", …" : "")})";

    /// <summary>
    /// Measured, or more often than chance explains: the exact lower bound (Clopper-Pearson) of the share exceeds the chance,
    /// over all probes that can show it or inside one family of them.
    /// </summary>
    private bool IsCertain(Defect defect, List<TrialRecord> able, List<TrialRecord> hits, int tests)
    {
        if (hits.Count == 0 || defect.Measured)
            return hits.Count > 0;
        var hit = hits.Select(h => h.Sample).ToHashSet(StringComparer.Ordinal);
        // A probe may show a defect it was not made for; it then counts as one that could.
        var could = able.Concat(hits).DistinctBy(t => t.Id).ToList();
        return Groups(could).Any(group => Proportion.ClopperPearsonLower(group.Count(t => hit.Contains(t.Sample)), group.Count, 1 - (FamilyWiseAlpha / tests)) > defect.Chance);
    }

    private IEnumerable<List<TrialRecord>> Groups(List<TrialRecord> trials) =>
        trials.GroupBy(t => _probes[t.Sample].Family).Select(g => g.ToList()).Where(g => g.Count < trials.Count).Append(trials);

    private static IEnumerable<string> Named(TrialRecord trial) => trial.Details?["defects"] is JsonArray defects ? defects.Select(d => (string)d!) : [];

    private IEnumerable<Metric> Families(IReadOnlyList<TrialRecord> trials)
    {
        foreach (var family in trials.GroupBy(t => _probes[t.Sample].Family))
        {
            var judged = family.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
            var right = judged.Count(t => t.Value >= 1);
            var wrong = judged.Where(t => t.Value is null or < 1).Select(t => t.Sample).ToList();
            yield return new(
                $"accuracy of {family.Key}", judged.Count == 0 ? null : (double)right / judged.Count, judged.Count == 0 ? null : Proportion.Wilson(right, judged.Count), null, null, null, MetricStatus.Informative,
                $"{right} of {judged.Count} right{(wrong.Count == 0 ? "" : $"; not: {string.Join(", ", wrong.Take(6))}{(wrong.Count > 6 ? ", …" : "")}")}");
        }
    }

    private static Metric Cost(IReadOnlyList<TrialRecord> trials)
    {
        var bytes = trials.Sum(t => (long?)t.Details?["imageBytes"] ?? 0);
        return new("cost", trials.Sum(t => t.Requests), null, null, null, null, MetricStatus.Informative, string.Create(
            CultureInfo.InvariantCulture,
            $"{trials.Sum(t => t.Requests)} requests, {trials.Sum(t => t.PromptTokens ?? 0)} prompt and {trials.Sum(t => t.CompletionTokens ?? 0)} completion tokens, {bytes} bytes of pictures"));
    }
}
