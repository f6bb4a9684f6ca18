using System.Globalization;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Evaluation.Benchmarks;

/// <summary>
/// A figure to hold an accuracy against: an official baseline, or a floor where none exists. Accuracy below
/// <see cref="Reference"/> minus <see cref="Margin"/> does not conform; between the two either verdict is acceptable.
/// </summary>
/// <param name="Reference">The official accuracy or the floor, 0 to 1.</param>
/// <param name="Margin">How far below still conforms, above 0.</param>
/// <param name="IsBaseline">Whether the reference is a measured official figure rather than a floor of our own.</param>
/// <param name="Source">Where the reference comes from, or why the floor is what it is.</param>
public sealed record AccuracyTarget(double Reference, double Margin, bool IsBaseline, string Source)
{
    /// <summary>Trials that a published <see cref="Reference"/> is the mean of; <see langword="null"/> when it counts as exact.</summary>
    public int? SampleSize { get; init; }

    /// <summary>
    /// Standard error of the published figure as a statement about these very items, √(r(1-r)(1-ρ)/n) with the intraclass
    /// correlation ρ that is assumed where none was measured; 0 when the figure counts as exact.
    /// </summary>
    public double StandardError => SampleSize is { } trials
        ? Math.Sqrt(Statistics.SampleSize.WithinItemVariance(Reference, ItemBaselines.DefaultIntraclass) / trials)
        : 0;

    /// <summary>Whether that error is small enough to stop early against the figure as if it were exact.</summary>
    public BaselinePrecision Precision => ItemBaselines.PrecisionOf(StandardError, Margin);

    /// <summary>The size of the sample for people, to follow the figure: <c> over 1,000 trials</c>; empty when it is unknown.</summary>
    public string OverTrials => SampleSize is { } trials ? string.Create(CultureInfo.InvariantCulture, $" over {trials:N0} trials") : "";
}

