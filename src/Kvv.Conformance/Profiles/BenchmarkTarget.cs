using System.Text.Json.Serialization;

namespace Kvv.Conformance.Profiles;

/// <summary>
/// How a benchmark is run on a model and what it must reach. A benchmark with one metric carries its figures itself and calls the
/// metric <c>accuracy</c>; one with several lists them in <see cref="Metrics"/>. Without figures it is reported and not judged.
/// </summary>
public sealed record BenchmarkTarget
{
    /// <summary>The name of the metric of a benchmark that lists none.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>The official accuracy, 0 to 1; <see langword="null"/> when the maker published none.</summary>
    public double? Baseline { get; init; }

    /// <summary>
    /// Trials that the <see cref="Baseline"/> is the mean of, 1 or more: its own error is then part of the comparison. <see langword="null"/>
    /// when the maker does not say; the figure then counts as exact.
    /// </summary>
    public int? SampleSize { get; init; }

    /// <summary>How far below the baseline or the threshold still conforms, 0 to 1.</summary>
    public double? Margin { get; init; }

    /// <summary>A bar that does not follow from the baseline, 0 to 1; needs a <see cref="Reason"/>.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why the threshold is what it is.</summary>
    public string? Reason { get; init; }

    /// <summary>The bars of a benchmark with several metrics, by metric name; <see langword="null"/> when it has one.</summary>
    public IReadOnlyDictionary<string, MetricTarget>? Metrics { get; init; }

    /// <summary>How answers are drawn; the figures hold for this decoding.</summary>
    public required Decoding Decoding { get; init; }

    /// <summary>Other decodings the maker publishes for the same benchmark, in other thinking modes or efforts.</summary>
    public IReadOnlyList<Decoding> OtherDecodings { get; init; } = [];

    /// <summary>How often each item is tried, 1 or more; <see langword="null"/> when the maker does not say.</summary>
    public int? Epochs { get; init; }

    /// <summary>Where the decoding and the figures come from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what the figures leave open.</summary>
    public string? Note { get; init; }

    /// <summary>The bar of every metric, by metric name; empty when the benchmark is reported and not judged.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, MetricTarget> Targets => Metrics ?? (Baseline is null && Threshold is null
        ? new Dictionary<string, MetricTarget>()
        : new Dictionary<string, MetricTarget>
        {
            [Accuracy] = new() { Baseline = Baseline, SampleSize = SampleSize, Margin = Margin, Threshold = Threshold, Reason = Reason, Source = Source, Note = Note },
        });
}
