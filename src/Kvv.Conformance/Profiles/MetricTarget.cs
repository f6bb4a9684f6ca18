namespace Kvv.Conformance.Profiles;

/// <summary>
/// The bar for one metric of a benchmark. Every metric lies between 0 and 1, and more is better. The bar is
/// <see cref="Threshold"/> when there is one, else <see cref="Baseline"/> less <see cref="Margin"/>.
/// </summary>
public sealed record MetricTarget
{
    /// <summary>The official figure, 0 to 1; <see langword="null"/> when the maker published none.</summary>
    public double? Baseline { get; init; }

    /// <summary>
    /// Trials that the <see cref="Baseline"/> is the mean of, 1 or more: its own error is then part of the comparison. <see langword="null"/>
    /// when the maker does not say; the figure then counts as exact.
    /// </summary>
    public int? SampleSize { get; init; }

    /// <summary>How far below the baseline still conforms, 0 to 1.</summary>
    public double? Margin { get; init; }

    /// <summary>A bar that does not follow from the baseline, 0 to 1; needs a <see cref="Reason"/>.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why the threshold is what it is.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the figures come from (see <see cref="SourceReference"/>).</summary>
    public required string Source { get; init; }

    /// <summary>How a conflict between sources was settled, or what the figures leave open.</summary>
    public string? Note { get; init; }

    /// <summary>The bar, or <see langword="null"/> when the metric is reported and not judged.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? Bar => Threshold ?? (Baseline - Margin);
}
