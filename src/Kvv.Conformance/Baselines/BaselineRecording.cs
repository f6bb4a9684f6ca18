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
        var scored = result.Trials.Where(t => t.Value is not null).ToList();
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
            Tier = settings.Tier.ToString().ToLowerInvariant(),
            Suite = new(suite.Name, suite.Version, suite.Commit),
            StartedAt = result.Trials.Min(t => t.StartedAt),
            RecordedAt = recordedAt,
            Trials = new(result.Trials.Count, scored.Count, result.Trials.Count(t => t.Outcome == TrialOutcome.Unscored), result.Infrastructure),
            Figures = [.. result.Metrics.Select(m => new BaselineFigure(m.Name, m.Value, m.Interval?.Low, m.Interval?.High))],
            Items = [.. scored.GroupBy(t => t.Sample).Select(g => new BaselineItem(g.Key, [.. g.Select(t => t.Value!.Value)]))],
        };
    }

    /// <summary>Whether a model name is that of a reference endpoint.</summary>
    /// <param name="model">The name.</param>
    public static bool IsReference(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.EndsWith(ReferenceSuffix, StringComparison.Ordinal);
    }
}
