using System.Globalization;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Session;
using Kvv.Conformance.Settings;
using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Scheduling;
using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Baselines;

/// <summary>Makes a baseline out of a measurement. It states what was measured and nothing else: no figure of another source goes in.</summary>
public static class BaselineRecording
{
    /// <summary>The model names of reference endpoints end so.</summary>
    public const string ReferenceSuffix = "-reference";

    /// <summary>
    /// A benchmark as it is measured for a baseline: every item equally often. One that may stop early, or draws its items at
    /// random, would say nothing about the items it has not seen.
    /// </summary>
    /// <param name="benchmark">The benchmark as prepared for a run.</param>
    /// <param name="tries">Tries of each item, at least 1; <see langword="null"/> for the benchmark's own number.</param>
    public static Benchmark Measured(Benchmark benchmark, int? tries = null)
    {
        ArgumentNullException.ThrowIfNull(benchmark);
        var whole = benchmark.Sequential?.Fixed ?? benchmark with { StopRule = null };
        return tries is { } number ? whole.WithTries(number) : whole;
    }

    /// <summary>Makes a baseline.</summary>
    /// <param name="result">The benchmark's result on the endpoint.</param>
    /// <param name="context">Model, dialect and profile.</param>
    /// <param name="settings">The settings of the measurement.</param>
    /// <param name="recordedAt">Now.</param>
    /// <exception cref="InvalidOperationException">The measurement is incomplete, or outages took too much of it; the message says so.</exception>
    public static BaselineFile From(BenchmarkResult result, ProbeContext context, ConformanceSettings settings, DateTimeOffset recordedAt)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(settings);
        if (result.StopReason != TrialRun.Complete || result.Trials.Count != result.Benchmark.Trials)
            throw new InvalidOperationException($"{result.Benchmark.Id} was not measured to its end ({result.StopReason}): there is no baseline to record.");
        if (InfrastructureRule.IsBroken(result.Trials, settings.MaxInfrastructureRate))
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{result.Infrastructure} of {result.Trials.Count} trials of {result.Benchmark.Id} got no answer, more than MaxInfrastructureRate ({settings.MaxInfrastructureRate * 100:0.##} %): that is too much for a baseline. Run the same command again; what was answered is kept."));
        var scored = Scores(result.Benchmark, result.Trials).ToList();
        if (scored.Count == 0)
            throw new InvalidOperationException($"No trial of {result.Benchmark.Id} could be scored: there is no baseline to record.");
        var suite = SuiteVersion.Current;
        return new()
        {
            Format = BaselineFile.FormatName,
            Benchmark = result.Benchmark.Id,
            Profile = context.Profile.Name,
            Endpoint = new(settings.BaseUrl?.ToString() ?? ConformanceSettings.ReferenceBaseUrl, context.Model, context.Dialect.ToString().ToLowerInvariant(), IsReference(context.Model)),
            Dataset = new(result.Benchmark.Dataset.Name, result.Benchmark.Dataset.Revision, result.Benchmark.Dataset.Samples.Count),
            Decoding = context.Profile.Benchmarks.TryGetValue(result.Benchmark.Id, out var target) ? BaselineDecoding.Of(target.Decoding) : null,
            Tier = settings.Tier.ToString().ToLowerInvariant(),
            Seed = settings.Seed.ToString(CultureInfo.InvariantCulture),
            Suite = new(suite.Name, suite.Version, suite.Commit),
            StartedAt = result.Trials.Min(t => t.StartedAt),
            RecordedAt = recordedAt,
            Trials = new(result.Trials.Count, scored.Count, result.Trials.Count(t => t.Outcome == TrialOutcome.Unscored), result.Infrastructure),
            Figures = [.. result.Metrics.Select(m => new BaselineFigure(m.Name, m.Value, m.Interval?.Low, m.Interval?.High))],
            Items = [.. scored.GroupBy(s => s.Sample).Select(g => new BaselineItem(g.Key, [.. g.Select(s => s.Score)]))],
        };
    }

    /// <summary>The scores that count where two endpoints are compared item by item, on either side.</summary>
    internal static IEnumerable<(string Sample, double Score)> Scores(Benchmark benchmark, IEnumerable<TrialRecord> trials) =>
        trials.Where(t => t.Value is not null || (benchmark.UnreadableIsWrong && t.Outcome == TrialOutcome.Unscored)).Select(t => (t.Sample, t.Value ?? 0));

    /// <summary>Whether a model name is that of a reference endpoint.</summary>
    /// <param name="model">The name.</param>
    public static bool IsReference(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.EndsWith(ReferenceSuffix, StringComparison.Ordinal);
    }
}
