using System.Globalization;
using System.Text.Json.Nodes;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Benchmarks.Reasoning.Figures;

/// <summary>The mean share of right lines; one output is one observation, as its lines hang together.</summary>
internal sealed class LineAccuracy(AccuracyTarget? target) : IFigure
{
    public const string Name = "line-accuracy";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var answered = trials.Where(t => t.Outcome != TrialOutcome.Infrastructure).ToList();
        var values = answered.Select(t => t.Value ?? 0).ToList();
        if (values.Count < 2)
            return new(Name, null, null, null, null, null, MetricStatus.Undecided, $"{values.Count} outputs are too few");
        var estimate = MeanEstimator.Independent(values);
        var said = string.Create(CultureInfo.InvariantCulture, $"{values.Count} outputs, {values.Count(v => v >= 1)} without an error");
        if (target is null)
            return new(Name, estimate.Value, estimate.Interval().OfShare(), null, null, null, MetricStatus.Informative, $"{said}; the profile sets no bar");
        var bar = target.Reference - target.Margin;
        // A published figure brings its own error; shares of lines vary less than right and wrong, so that this is on the safe side.
        var difference = Comparison.Unpaired(estimate, target.Reference, target.SampleSize);
        // Without any variation there is no error to estimate: then the value itself decides.
        var status = (estimate.IsDegenerate ? estimate.Value >= bar : difference.Lower(1 - AccuracyRule.Alpha) >= -target.Margin) ? MetricStatus.Pass
            : (estimate.IsDegenerate ? estimate.Value < bar : difference.Upper(1 - AccuracyRule.Beta) < 0) ? MetricStatus.Fail
            : MetricStatus.Undecided;
        var faults = answered.SelectMany(LongMarks.Of).CountBy(f => f).OrderByDescending(f => f.Value).Select(f => f.Key);
        return new(Name, estimate.Value, estimate.Interval().OfShare(), target.IsBaseline ? target.Reference : null, target.Margin, bar, status, string.Create(CultureInfo.InvariantCulture, $"{said}; {bar:0.000} needed with 95 % confidence"))
        {
            Faults = [.. faults],
            // Without any variation the value itself decides, and nothing is left to chance.
            PValue = estimate.IsDegenerate ? null : difference.PValueBelow(0),
        };
    }
}

/// <summary>Outputs that reach the end of their plan.</summary>
internal sealed class FullLength(AccuracyTarget? limit) : IFigure
{
    public const string Name = "full-length";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var endings = trials.Where(t => t.Details is not null).ToList();
        var early = endings.Where(t => LongMarks.Ending(t) is not ("complete" or "overrun")).ToList();
        var metric = Shares.Judge(Name, endings.Count - early.Count, endings.Count, limit, "reach the end of their plan");
        var counts = string.Join(", ", early.CountBy(LongMarks.Ending).Select(e => $"{e.Value} by {e.Key}"));
        return metric with
        {
            Explanation = counts.Length == 0 ? metric.Explanation : $"{metric.Explanation}; the others end early: {counts}",
            Faults = [.. early.SelectMany(LongMarks.Of).CountBy(f => f).OrderByDescending(f => f.Value).Select(f => f.Key)],
        };
    }
}

/// <summary>Outputs whose last third has no more errors than their first third.</summary>
internal sealed class EvenDepth(AccuracyTarget? limit) : IFigure
{
    public const string Name = "even-depth";

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var judged = trials.Where(t => t.Details is not null).ToList();
        return Shares.Judge(Name, judged.Count(t => !LongMarks.Drifts(t)), judged.Count, limit, "have no more errors late than early")
            with
        { Faults = ["dk-quant-corruption", "dk-fp8-kv-loss", "dk-garbage-past-length"] };
    }
}

/// <summary>Outputs without single damaged lines.</summary>
internal sealed class CleanLines : IFigure
{
    public const string Name = "clean-lines";

    // A slip in one output of ten is human; wrong tokens come everywhere.
    private static readonly AccuracyTarget Limit = new(0.9, 0.1, false, "A limit on a fault: a healthy deployment leaves no wrong character between right lines in more than one output of ten.");

    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var judged = trials.Where(t => t.Details is not null).ToList();
        return Shares.Judge(Name, judged.Count(t => LongMarks.Number(t, "damaged") == 0), judged.Count, Limit, "have no wrong characters between right lines")
            with
        { Faults = ["dk-speculative-spots", "dk-quant-corruption"] };
    }
}

/// <summary>The curve itself, in numbers: where the first error stands, errors by depth, length against plan.</summary>
internal sealed class DepthCurve : IFigure
{
    public Metric Of(IReadOnlyList<TrialRecord> trials)
    {
        var judged = trials.Where(t => t.Details is not null).ToList();
        var firsts = judged.Where(t => t.Details!["firstError"] is not null).Select(t => LongMarks.Number(t, "firstError") / LongMarks.Number(t, "planned")).Order().ToList();
        var wrong = Enumerable.Range(0, 10).Select(i => judged.Sum(t => LongMarks.Part(t, "wrongByDepth", i)));
        var lines = Enumerable.Range(0, 10).Select(i => judged.Sum(t => LongMarks.Part(t, "linesByDepth", i)));
        var rates = string.Join(" ", wrong.Zip(lines).Select(p => p.Second == 0 ? "-" : (p.First / p.Second).ToString("0.000", CultureInfo.InvariantCulture)));
        var length = judged.Count == 0 ? 0 : judged.Average(t => LongMarks.Number(t, "characters") / Math.Max(1, LongMarks.Number(t, "plannedCharacters")));
        var first = firsts.Count == 0 ? "none has an error" : string.Create(CultureInfo.InvariantCulture, $"half of the {firsts.Count} outputs with an error have the first before {firsts[firsts.Count / 2]:0.00} of the plan");
        return new("first-error", firsts.Count == 0 ? null : firsts[firsts.Count / 2], null, null, null, null, MetricStatus.Informative, string.Create(CultureInfo.InvariantCulture, $"{first}; wrong lines by tenth of the plan: {rates}; length {length:0.00} of the plan on average"));
    }
}

/// <summary>What the details of a long output say.</summary>
internal static class LongMarks
{
    private const double Drift = 0.1;

    public static string Ending(TrialRecord trial) => (string?)trial.Details?["ending"] ?? "none";

    public static double Number(TrialRecord trial, string member) => trial.Details?[member] is JsonValue value && value.TryGetValue<double>(out var n) ? n : 0;

    public static double Part(TrialRecord trial, string member, int part) => trial.Details?[member] is JsonArray array && part < array.Count ? (double)array[part]! : 0;

    /// <summary>Whether errors are clearly more frequent in the last third of what was attempted than in its first.</summary>
    public static bool Drifts(TrialRecord trial)
    {
        double Rate(int from, int to)
        {
            double wrong = 0, lines = 0;
            for (var i = from; i < to; i++)
                (wrong, lines) = (wrong + Part(trial, "wrongByDepth", i), lines + Part(trial, "linesByDepth", i));
            return lines == 0 ? 0 : wrong / lines;
        }

        return Rate(7, 10) > Rate(0, 3) + Drift;
    }

    /// <summary>The faults that an output shows, the likeliest first.</summary>
    public static IReadOnlyList<string> Of(TrialRecord trial) => Ending(trial) switch
    {
        "loop" => ["dk-repetition-loop", "dk-speculative-loop"],
        "cut" => ["rv-window-below-advertised", "rc-content-starved"],
        "silent-stop" => ["sa-cap-reports-stop", "sw-bare-eof", "op-total-timeout-cut"],
        _ when Number(trial, "damaged") > 0 => ["dk-speculative-spots", "dk-quant-corruption"],
        _ when Drifts(trial) => ["dk-quant-corruption", "dk-fp8-kv-loss", "dk-garbage-past-length"],
        _ when trial.Value < 1 => ["dk-quant-corruption", "dk-fp8-kv-loss"],
        _ => trial.Faults,
    };
}
