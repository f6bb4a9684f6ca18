using Kvv.Conformance.Benchmarks;
using Kvv.Conformance.Probing;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Conformance.Baselines;

/// <summary>A folder of recorded baselines (the setting <c>Baselines</c>).</summary>
/// <param name="folder">The folder.</param>
public sealed class BaselineFolder(string folder)
{
    /// <summary>A prepared benchmark, compared with its baseline where the settings name a folder that has one.</summary>
    /// <param name="preparation">What the definition made.</param>
    /// <param name="context">What it was made from.</param>
    /// <exception cref="InvalidDataException">The baseline cannot be read.</exception>
    public static Preparation Attached(Preparation preparation, BenchmarkContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return preparation is Preparation.Ready ready && context.Settings.Baselines is { } folder
            ? Preparation.Of(new BaselineFolder(folder).Attach(ready.Benchmark, context.Probes))
            : preparation;
    }

    /// <summary>
    /// The benchmark, compared with its baseline where the folder has one. A benchmark that may stop early is stopped by that
    /// comparison, trial by trial; one of a fixed size is compared when it is complete. A baseline of other items, or of a
    /// reference endpoint for a run on a real one, is not used, and the result says why.
    /// </summary>
    /// <param name="benchmark">The benchmark.</param>
    /// <param name="context">Model and profile of the run.</param>
    /// <exception cref="InvalidDataException">The baseline cannot be read.</exception>
    public Benchmark Attach(Benchmark benchmark, ProbeContext context)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        ArgumentNullException.ThrowIfNull(context);
        var path = Path.Combine(folder, BaselineFile.NameOf(benchmark.Id, context.Profile.Name));
        if (!File.Exists(path))
            return benchmark;
        var baseline = BaselineFile.Read(path);
        var unusable = Unusable(baseline, benchmark, context);
        if (benchmark.Sequential is { } form && unusable is null && ItemComparison.TryAgainst(form, baseline, out unusable) is { } compared)
            return compared;
        // A test of fixed size after a run that stopped when it looked settled would not keep its error rates.
        if (benchmark.Sequential is null && benchmark.StopRule is not null)
            unusable ??= "this benchmark is stopped by a rule that knows no item results";
        return benchmark with { Judge = new BaselineJudge(benchmark, baseline, unusable), Power = unusable is null ? Power(benchmark, baseline) : null };
    }

    // The items are the same on both sides: only what varies within an item is noise, once on each side.
    private static PlannedPower? Power(Benchmark benchmark, BaselineFile baseline)
    {
        var scores = baseline.Items.Select(i => ItemScores.FromScores([.. i.Scores])).ToList();
        if (scores.Count < 2)
            return null;
        var known = ItemBaselines.FromRuns(scores);
        var margin = ItemBaselines.DefaultMargin(known.Mean);
        return PlannedPower.Normal(
            new(known.Mean, margin, IsBaseline: true, baseline.FileName), benchmark.Trials, known.WithinVariance, known.StandardError * known.StandardError);
    }

    private static string? Unusable(BaselineFile baseline, Benchmark benchmark, ProbeContext context)
    {
        if (baseline.Benchmark != benchmark.Id || baseline.Profile != context.Profile.Name)
            return $"the recorded baseline is of {baseline.Benchmark} and {baseline.Profile}";
        if (baseline.Dataset.Name != benchmark.Dataset.Name || baseline.Dataset.Revision != benchmark.Dataset.Revision)
            return $"the recorded baseline is of other items ({baseline.Dataset.Name} {baseline.Dataset.Revision}); record it anew with `kvv baseline record {benchmark.Id}`";
        if (baseline.Decoding is { } decoding && context.Profile.Benchmarks.TryGetValue(benchmark.Id, out var target) && decoding != BaselineDecoding.Of(target.Decoding))
            return $"the recorded baseline was drawn with another decoding ({decoding}); record it anew with `kvv baseline record {benchmark.Id}`";
        return baseline.Endpoint.IsReference && !BaselineRecording.IsReference(context.Model)
            ? "the recorded baseline is of a reference endpoint, which says nothing about any vendor"
            : null;
    }
}
