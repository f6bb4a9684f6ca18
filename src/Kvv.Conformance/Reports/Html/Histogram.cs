namespace Kvv.Conformance.Reports.Html;

/// <summary>Draws how a set of durations is spread.</summary>
internal static class Histogram
{
    private const int Bins = 32;
    private const int LeastValues = 8;

    /// <summary>The drawing, or <see langword="null"/> when too few values make a picture a lie.</summary>
    /// <param name="title">What is drawn.</param>
    /// <param name="values">Milliseconds, sorted.</param>
    public static Markup? Draw(string title, SortedValues values)
    {
        if (values.Count < LeastValues)
            return null;
        // The slowest hundredth would flatten the rest; it is gathered in the last bar.
        var top = Math.Max(values.At(0.99)!.Value, values.At(0)!.Value + 1e-6);
        var bottom = values.At(0)!.Value;
        var bins = new int[Bins];
        foreach (var value in values.All)
            bins[Math.Clamp((int)((value - bottom) / (top - bottom) * Bins), 0, Bins - 1)]++;
        var most = bins.Max();
        return Markup.Of(m =>
        {
            m.Add($"<figure class=\"histogram\"><figcaption>{title} <small>({values.Count} replies, {Amount.Milliseconds(bottom)} to {Amount.Milliseconds(values.At(1))})</small></figcaption><svg viewBox=\"0 0 640 84\" role=\"img\" aria-label=\"{title}: median {Amount.Milliseconds(values.At(0.5))}, 90 % within {Amount.Milliseconds(values.At(0.9))}\">");
            for (var i = 0; i < Bins; i++)
            {
                var height = bins[i] == 0 ? 0 : Math.Max(2, 60.0 * bins[i] / most);
                m.Add($"<rect class=\"bar\" x=\"{i * 20 + 1}\" y=\"{62 - height:0.#}\" width=\"18\" height=\"{height:0.#}\"/>");
            }

            m.Add($"<line class=\"axis\" x1=\"0\" y1=\"62\" x2=\"640\" y2=\"62\"/><text class=\"tick\" x=\"0\" y=\"79\">{Amount.Milliseconds(bottom)}</text><text class=\"tick\" x=\"640\" y=\"79\" text-anchor=\"end\">{Amount.Milliseconds(top)}{(values.At(1) > top ? " and more" : "")}</text></svg></figure>");
        });
    }
}

/// <summary>Measured values in rising order.</summary>
internal sealed class SortedValues(IEnumerable<double> values)
{
    public IReadOnlyList<double> All { get; } = [.. values.Order()];

    public int Count => All.Count;

    /// <summary>The nearest-rank quantile, or <see langword="null"/> when nothing was measured.</summary>
    /// <param name="share">0 for the least, 1 for the largest.</param>
    public double? At(double share) => Count == 0 ? null : All[Math.Clamp((int)Math.Ceiling(share * Count) - 1, 0, Count - 1)];
}
