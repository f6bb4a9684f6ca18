using System.Globalization;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>Figures as people read them.</summary>
internal static class Amount
{
    public static string Share(double? value) => value is { } v ? (100 * v).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A figure of a metric: a share in percent when the metric has an interval, else the bare number, for example of defects.</summary>
    public static string Figure(MetricInfo metric, double? value) =>
        metric.Low is not null || value is null ? Share(value) : value.Value.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>A number with its noun: "1 check", "2 checks".</summary>
    public static string Of(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    public static string Milliseconds(double? value) => value switch
    {
        null => "–",
        >= 10_000 => (value.Value / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => value.Value.ToString("0", CultureInfo.InvariantCulture) + " ms",
    };

    public static string Rate(double? value) => value is { } v ? (v < 100 ? v.ToString("0.0", CultureInfo.InvariantCulture) : Count((long)v)) : "–";

    public static string Duration(RunInfo run)
    {
        if (run.FinishedAt is not { } end)
            return "not finished";
        var span = end - run.StartedAt;
        return span.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes} min")
            : span.TotalMinutes >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");
    }
}
