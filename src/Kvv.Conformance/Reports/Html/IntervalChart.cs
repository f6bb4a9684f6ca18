using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>Draws a figure with its interval against reference, margin and threshold on one axis.</summary>
internal static class IntervalChart
{
    private const double Width = 640;
    private const double Left = 36;
    private const double Right = 604;
    private const double Axis = 84;

    // A label at the size that a phone shows it.
    private const double NearEdge = 160;

    /// <summary>What a figure is held against: its baseline, or the benchmark's reference when its threshold was made from that.</summary>
    public static double? ReferenceOf(BenchmarkInfo benchmark, MetricInfo metric) => metric.Baseline
        ?? (metric is { Margin: { } margin, Threshold: { } threshold } && Math.Abs((benchmark.Reference ?? double.NaN) - margin - threshold) < 1e-9 ? benchmark.Reference : null);

    /// <summary>The chart, or <see langword="null"/> when there is no share with an interval to draw.</summary>
    /// <param name="benchmark">Whose figure it is.</param>
    /// <param name="metric">A share, 0 to 1.</param>
    /// <param name="standalone">Whether colours are part of the drawing, because no page around it brings them.</param>
    public static Markup? Draw(BenchmarkInfo benchmark, MetricInfo metric, bool standalone = false)
    {
        if (metric is not { Value: { } value, Low: not null })
            return null;
        var reference = ReferenceOf(benchmark, metric);
        var scale = Scale.Around([value, metric.Low, metric.High, reference, metric.Threshold]);
        return Markup.Of(m =>
        {
            var words = Words(metric, reference);
            m.Add($"<svg class=\"chart status-{metric.Status}\" viewBox=\"0 0 {Width:0} 116\" role=\"img\" aria-label=\"{words}\"{(standalone ? Namespace : null)}>");
            if (standalone)
                m.AddAsset(StandaloneStyle);
            if (reference is { } r && metric.Threshold is { } t)
                m.Add($"<rect class=\"margin\" x=\"{scale.X(t):0.#}\" y=\"20\" width=\"{Math.Max(0, scale.X(r) - scale.X(t)):0.#}\" height=\"{Axis - 20:0}\"/>");
            m.Add($"<line class=\"axis\" x1=\"{Left:0}\" y1=\"{Axis:0}\" x2=\"{Right:0}\" y2=\"{Axis:0}\"/>");
            foreach (var tick in scale.Ticks())
                m.Add($"<line class=\"axis\" x1=\"{scale.X(tick):0.#}\" y1=\"{Axis:0}\" x2=\"{scale.X(tick):0.#}\" y2=\"{Axis + 5:0}\"/><text class=\"tick\" x=\"{scale.X(tick):0.#}\" y=\"{Axis + 20:0}\" text-anchor=\"middle\">{scale.Label(tick)}</text>");
            if (metric.Threshold is { } threshold && threshold != reference)
                Mark(m, "threshold", scale.X(threshold), $"needed {Amount.Share(threshold)}", "end");
            if (reference is { } official)
                Mark(m, "reference", scale.X(official), $"{(metric.Baseline is null ? "floor" : "official")} {Amount.Share(official)}", "start");
            if (metric is { Low: { } low, High: { } high })
                m.Add($"<rect class=\"interval\" x=\"{scale.X(low):0.#}\" y=\"54\" width=\"{Math.Max(1.5, scale.X(high) - scale.X(low)):0.#}\" height=\"14\" rx=\"3\"/>");
            m.Add($"<circle class=\"value\" cx=\"{scale.X(value):0.#}\" cy=\"61\" r=\"7\"/></svg>");
        });
    }

    /// <summary>A line of a table: the same on the scale from 0 to 100 %, without words, which stand in the cells beside it.</summary>
    /// <param name="metric">A share, 0 to 1.</param>
    public static Markup? Small(MetricInfo metric)
    {
        if (metric is not { Value: { } value, Low: { } low, High: { } high })
            return null;
        static double X(double share) => 6 + (Math.Clamp(share, 0, 1) * 108);
        return Markup.Of(m =>
        {
            m.Add($"<svg class=\"small status-{metric.Status}\" viewBox=\"0 0 120 16\" aria-hidden=\"true\"><line class=\"axis\" x1=\"6\" y1=\"8\" x2=\"114\" y2=\"8\"/>");
            m.Add($"<rect class=\"interval\" x=\"{X(low):0.#}\" y=\"5\" width=\"{Math.Max(1.5, X(high) - X(low)):0.#}\" height=\"6\" rx=\"2\"/>");
            if (metric.Threshold is { } threshold)
                m.Add($"<line class=\"threshold\" x1=\"{X(threshold):0.#}\" y1=\"0\" x2=\"{X(threshold):0.#}\" y2=\"16\"/>");
            m.Add($"<circle class=\"value\" cx=\"{X(value):0.#}\" cy=\"8\" r=\"4\"/></svg>");
        });
    }

    private static Markup Namespace { get; } = Markup.Of(m => m.Add($" xmlns=\"http://www.w3.org/2000/svg\""));

    // On white ground: whoever shows it may be dark.
    private const string StandaloneStyle =
        "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/><style>text{font:12px sans-serif;fill:#333}.margin{fill:#e7e2cf}.axis{stroke:#777}.threshold{stroke:#a33;stroke-width:2;stroke-dasharray:4 3}.reference{stroke:#333;stroke-width:2}.interval{fill:#7aa5d8}.value{fill:#1c4f8f}</style>";

    private static void Mark(Markup m, string kind, double x, string label, string anchor)
    {
        var at = anchor == "end" ? x - 5 : x + 5;
        // A label near the edge turns inward.
        if (anchor == "end" && at < NearEdge)
            (anchor, at) = ("start", x + 5);
        else if (anchor == "start" && at > Width - NearEdge)
            (anchor, at) = ("end", x - 5);
        var y = kind == "reference" ? 18 : 42;
        m.Add($"<line class=\"{kind}\" x1=\"{x:0.#}\" y1=\"{y - 12:0}\" x2=\"{x:0.#}\" y2=\"{Axis:0}\"/><text class=\"label\" x=\"{at:0.#}\" y=\"{y:0}\" text-anchor=\"{anchor}\">{label}</text>");
    }

    private static string Words(MetricInfo metric, double? reference)
    {
        var words = $"{metric.Name} {Amount.Share(metric.Value)}";
        if (metric is { Low: { } low, High: { } high })
            words += $", interval {Amount.Share(low)} to {Amount.Share(high)}";
        if (reference is not null)
            words += $", {(metric.Baseline is null ? "floor" : "official figure")} {Amount.Share(reference)}";
        return metric.Threshold is null ? words : $"{words}, needed {Amount.Share(metric.Threshold)}";
    }

    /// <summary>The part of 0 to 1 that is drawn.</summary>
    private readonly record struct Scale(double Low, double High, double Step)
    {
        public static Scale Around(IEnumerable<double?> values)
        {
            var known = values.Where(v => v is not null).Select(v => v!.Value).ToList();
            var spread = Math.Max(0.04, known.Max() - known.Min());
            var step = spread > 0.5 ? 0.2 : spread > 0.25 ? 0.1 : spread > 0.1 ? 0.05 : 0.02;
            var low = Math.Floor((known.Min() - (spread * 0.15)) / step) * step;
            var high = Math.Ceiling((known.Max() + (spread * 0.15)) / step) * step;
            // A share lies between 0 and 1; other figures keep their own range.
            return known.All(v => v is >= 0 and <= 1) ? new(Math.Max(0, low), Math.Min(1, high), step) : new(low, high, (high - low) / 5);
        }

        public double X(double value) => Left + ((Right - Left) * (Math.Clamp(value, Low, High) - Low) / (High - Low));

        public IEnumerable<double> Ticks()
        {
            for (var i = 0; Low + (i * Step) <= High + (Step / 100); i++)
                yield return Low + (i * Step);
        }

        public string Label(double tick) => Step >= 0.01 && High <= 1 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{100 * tick:0} %") : tick.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture);
    }
}
