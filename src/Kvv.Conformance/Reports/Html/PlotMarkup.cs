using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Kvv.Conformance.Reports.Html;

/// <summary>
/// Plots of a run folder inside a page. The suite writes them itself, but a run folder may come from elsewhere: a plot is never
/// copied, it is read and drawn anew from the few elements and attributes that a plot of ours has. A file with anything else
/// (script, style, links, pictures, entities) is no plot.
/// </summary>
internal static partial class PlotMarkup
{
    private const int MostBytes = 256_000;
    private const int MostMarks = 4_000;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly HashSet<string> Marks = new(["path", "rect", "circle", "line", "text"], StringComparer.Ordinal);

    private static readonly HashSet<string> Lengths = new(["x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "width", "height", "font-size", "stroke-width", "stroke-opacity", "fill-opacity"], StringComparer.Ordinal);

    /// <summary>Whether a file of a result is meant to be a plot.</summary>
    public static bool IsPlot(string file) => file.EndsWith(".svg", StringComparison.Ordinal);

    /// <summary>A plot of a run folder as part of a page, whose style sheet brings the colours of light and dark.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The plot, relative to the run folder.</param>
    /// <param name="id">A name of its own within the page.</param>
    /// <returns><see langword="null"/> when the file is gone or is no plot.</returns>
    public static Markup? Inline(RunFolder run, string file, string id) => Read(run, file) is not { } plot ? null : Markup.Of(m =>
    {
        var (title, description) = Names(plot, file);
        m.Add($"<svg class=\"plot\" viewBox=\"{plot.Attribute("viewBox")!.Value}\" role=\"img\" aria-labelledby=\"{id}-t\"");
        if (description is not null)
            m.Add($" aria-describedby=\"{id}-d\"");
        m.Add($"><title id=\"{id}-t\">{title}</title>");
        if (description is not null)
            m.Add($"<desc id=\"{id}-d\">{description}</desc>");
        Draw(m, plot);
        m.Add($"</svg>");
    });

    /// <summary>A plot of a run folder as a file of its own, on white ground: whoever shows it may have any.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The plot, relative to the run folder.</param>
    /// <returns><see langword="null"/> when the file is gone or is no plot.</returns>
    public static Markup? Standalone(RunFolder run, string file) => Read(run, file) is not { } plot ? null : Markup.Of(m =>
    {
        var (title, description) = Names(plot, file);
        m.Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{plot.Attribute("viewBox")!.Value}\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\" fill=\"#222222\" color=\"#222222\"><title>{title}</title>");
        if (description is not null)
            m.Add($"<desc>{description}</desc>");
        m.Add($"<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        Draw(m, plot);
        m.Add($"</svg>\n");
    });

    private static (string Title, string? Description) Names(XElement plot, string file) =>
        (plot.Element(Svg + "title")?.Value ?? Path.GetFileName(file), plot.Element(Svg + "desc")?.Value);

    private static XElement? Read(RunFolder run, string file)
    {
        if (!run.Has(file) || new FileInfo(run.FullPath(file)).Length > MostBytes)
            return null;
        try
        {
            using var reader = XmlReader.Create(run.FullPath(file), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader).Root!;
            return IsOurs(root) ? root : null;
        }
        catch (XmlException)
        {
            // Not XML: no plot.
            return null;
        }
    }

    private static bool IsOurs(XElement root)
    {
        if (root.Name != Svg + "svg" || root.Attribute("viewBox") is not { } box || !Numbers().IsMatch(box.Value))
            return false;
        // The root's own attributes are not taken over, so that they need no check.
        var children = root.Elements().ToList();
        return children.Count <= MostMarks
            && root.Nodes().All(n => n is XElement || (n is XText text && string.IsNullOrWhiteSpace(text.Value)))
            && children.All(c => !c.HasElements && c.Name.Namespace == Svg && (c.Name.LocalName is "title" or "desc" || (Marks.Contains(c.Name.LocalName) && c.Attributes().All(IsAllowed))));
    }

    private static bool IsAllowed(XAttribute attribute) => attribute.Name.Namespace == XNamespace.None && attribute.Name.LocalName switch
    {
        "d" => PathData().IsMatch(attribute.Value),
        "fill" or "stroke" => Colour().IsMatch(attribute.Value),
        "stroke-dasharray" => Numbers().IsMatch(attribute.Value),
        "text-anchor" => attribute.Value is "start" or "middle" or "end",
        var name => Lengths.Contains(name) && Number().IsMatch(attribute.Value),
    };

    private static void Draw(Markup m, XElement plot)
    {
        foreach (var mark in plot.Elements().Where(e => Marks.Contains(e.Name.LocalName)))
        {
            m.Add($"<{mark.Name.LocalName}");
            foreach (var attribute in mark.Attributes())
                m.Add($" {attribute.Name.LocalName}=\"{attribute.Value}\"");
            if (mark.Value.Length == 0)
                m.Add($"/>");
            else
                m.Add($">{mark.Value}</{mark.Name.LocalName}>");
        }
    }

    [GeneratedRegex(@"\A-?[0-9]{1,7}(\.[0-9]{1,6})?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A[0-9 .,-]{1,60}\z")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\A[MLHVZ0-9 .,-]{1,4000}\z")]
    private static partial Regex PathData();

    [GeneratedRegex(@"\A(none|currentColor|#[0-9a-f]{6})\z")]
    private static partial Regex Colour();
}
