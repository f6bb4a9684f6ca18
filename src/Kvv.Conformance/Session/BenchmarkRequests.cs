using System.Text.Json.Nodes;
using Kvv.Conformance.Probing;
using Kvv.Conformance.Profiles;
using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Session;

/// <summary>Turns a profile's figures for a benchmark into requests and targets.</summary>
public static class BenchmarkRequests
{
    // Where a profile states a floor of our own without a margin: the band in which either verdict is acceptable.
    private const double FloorMargin = 0.1;

    /// <summary>
    /// A streamed request with the profile's decoding. Streams, because a proxy that waits for a first byte cuts long whole
    /// replies, and because first-token times are part of the result.
    /// </summary>
    /// <param name="context">Model and dialect.</param>
    /// <param name="messages">The conversation.</param>
    /// <param name="decoding">The profile's decoding for this benchmark.</param>
    public static ChatRequest BenchmarkRequest(this ProbeContext context, JsonArray messages, Decoding decoding)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(decoding);
        var request = ChatRequest.Empty.With("model", context.Model).With("messages", messages);
        if (decoding.MaxTokens is { } maxTokens)
            request = request.With("max_tokens", maxTokens);
        if (decoding.Temperature is { } temperature)
            request = request.With("temperature", temperature);
        if (decoding.TopP is { } topP)
            request = request.With("top_p", topP);
        if (context.Profile.Thinking.Modes.Count > 1)
            request = request.WithThinking(context.Dialect, decoding.Thinking, decoding.Effort);
        return request.With("stream", true).With("stream_options", new JsonObject { ["include_usage"] = true });
    }

    /// <summary>What a metric is held against: its baseline with its margin, or its bar as a floor with a margin of 0.1.</summary>
    /// <param name="metric">The profile's figures for the metric.</param>
    /// <returns>The target, or <see langword="null"/> when the metric is reported and not judged.</returns>
    public static AccuracyTarget? AccuracyTarget(this MetricTarget metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric switch
        {
            { Baseline: { } baseline, Margin: { } margin } => new(baseline, margin, true, metric.Source) { SampleSize = metric.SampleSize },
            { Threshold: { } floor } => new(floor, FloorMargin, false, metric.Reason ?? metric.Source),
            _ => null,
        };
    }

    /// <summary>What an accuracy is held against: the profile's baseline with its margin, or its floor with a margin of 0.1.</summary>
    /// <param name="target">The profile's figures.</param>
    /// <exception cref="InvalidDataException">The profile states neither baseline nor threshold.</exception>
    public static AccuracyTarget AccuracyTarget(this BenchmarkTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Baseline is { } baseline)
            return new(baseline, target.Margin ?? throw new InvalidDataException("A baseline needs a margin."), true, target.Source) { SampleSize = target.SampleSize };
        return target.Threshold is { } floor
            ? new(floor, target.Margin ?? FloorMargin, false, target.Reason ?? target.Source)
            : throw new InvalidDataException("The profile states neither a baseline nor a threshold for this benchmark.");
    }
}
