using System.Globalization;
using System.Net;
using System.Text;

namespace Kvv.Evaluation.Plots;

/// <summary>
/// A small plot as plain SVG: a frame, two labelled axes, and marks in data coordinates. No script, no font and nothing from
/// outside; text is escaped. Colours follow the page it stands on (<c>currentColor</c>) where possible.
/// </summary>
public sealed class SvgPlot
{
    private const double Width = 640;
    private const double Height = 280;
    private const double Left = 64;
    private const double Right = 16;
    private const double Top = 32;
    private const double Bottom = 44;

    private readonly StringBuilder _marks = new();
    private readonly string _title;
    private readonly (double Low, double High) _x;
    private readonly (double Low, double High) _y;
    private string? _description;

    /// <summary>Creates a plot.</summary>
    /// <param name="title">What it shows; also read out by screen readers.</param>
    /// <param name="x">Ends of the horizontal axis; the second above the first.</param>
    /// <param name="y">Ends of the vertical axis.</param>
    public SvgPlot(string title, (double Low, double High) x, (double Low, double High) y)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(x.High, x.Low);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(y.High, y.Low);
        (_title, _x, _y) = (title, x, y);
    }

    /// <summary>A bar from the bottom of the plot.</summary>
    /// <param name="from">Its left end.</param>
    /// <param name="to">Its right end.</param>
    /// <param name="height">Its top.</param>
    public SvgPlot Bar(double from, double to, double height) =>
        Add($"""<rect x="{N(X(from))}" y="{N(Y(height))}" width="{N(Math.Max(0, X(to) - X(from) - 1))}" height="{N(Y(_y.Low) - Y(height))}" fill="#3b78c2"/>""");

    /// <summary>A point with a vertical interval.</summary>
    /// <param name="x">Its place.</param>
    /// <param name="low">Lower end.</param>
    /// <param name="value">The point.</param>
    /// <param name="high">Upper end.</param>
    public SvgPlot Interval(double x, double low, double value, double high) =>
        Add($"""<path d="M{N(X(x))} {N(Y(low))}V{N(Y(high))}" stroke="#3b78c2" stroke-width="2"/><circle cx="{N(X(x))}" cy="{N(Y(value))}" r="4" fill="#3b78c2"/>""");

    /// <summary>A dashed horizontal line, for a bar or a baseline.</summary>
    /// <param name="y">Its height.</param>
    /// <param name="label">What it stands for.</param>
    public SvgPlot Line(double y, string label) =>
        Add($"""<path d="M{N(Left)} {N(Y(y))}H{N(Width - Right)}" stroke="#b03030" stroke-dasharray="6 4"/><text x="{N(Width - Right - 4)}" y="{N(Y(y) - 4)}" text-anchor="end" fill="#b03030">{Escape(label)}</text>""");

    /// <summary>A label under the horizontal axis.</summary>
    /// <param name="x">Its place.</param>
    /// <param name="label">Its text.</param>
    public SvgPlot TickX(double x, string label) => Add($"""<text x="{N(X(x))}" y="{N(Height - Bottom + 18)}" text-anchor="middle">{Escape(label)}</text>""");

    /// <summary>A label beside the vertical axis, with a faint line.</summary>
    /// <param name="y">Its place.</param>
    /// <param name="label">Its text.</param>
    public SvgPlot TickY(double y, string label) =>
        Add($"""<path d="M{N(Left)} {N(Y(y))}H{N(Width - Right)}" stroke="currentColor" stroke-opacity="0.15"/><text x="{N(Left - 8)}" y="{N(Y(y) + 4)}" text-anchor="end">{Escape(label)}</text>""");

    /// <summary>The name of the horizontal axis.</summary>
    /// <param name="label">Its text.</param>
    public SvgPlot NameX(string label) => Add($"""<text x="{N((Left + Width - Right) / 2)}" y="{N(Height - 6)}" text-anchor="middle">{Escape(label)}</text>""");

    /// <summary>What the plot shows in a sentence, for those who cannot see it.</summary>
    /// <param name="description">The sentence.</param>
    public SvgPlot Describe(string description)
    {
        _description = description;
        return this;
    }

    /// <summary>The plot as an SVG document.</summary>
    public override string ToString() =>
        $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {N(Width)} {N(Height)}" role="img" font-family="sans-serif" font-size="12" fill="currentColor">
        <title>{Escape(_title)}</title>{(_description is null ? "" : $"<desc>{Escape(_description)}</desc>")}
        <text x="{N(Left)}" y="18" font-size="14">{Escape(_title)}</text>
        {_marks}<path d="M{N(Left)} {N(Top)}V{N(Height - Bottom)}H{N(Width - Right)}" fill="none" stroke="currentColor"/>
        </svg>

        """;

    private SvgPlot Add(string mark)
    {
        _marks.Append(mark).Append('\n');
        return this;
    }

    private double X(double value) => Left + ((Math.Clamp(value, _x.Low, _x.High) - _x.Low) / (_x.High - _x.Low) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - ((Math.Clamp(value, _y.Low, _y.High) - _y.Low) / (_y.High - _y.Low) * (Height - Top - Bottom));

    private static string N(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    // Control characters are no XML, escaped or not.
    private static string Escape(string text) => WebUtility.HtmlEncode(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));
}
