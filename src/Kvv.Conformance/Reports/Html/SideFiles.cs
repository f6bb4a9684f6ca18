using System.Globalization;
using Kvv.Conformance.Results;

namespace Kvv.Conformance.Reports.Html;

/// <summary>
/// Texts too long for the page, each in a file of its own beside it. They are plain text with hidden characters kept as they
/// came: a browser shows a <c>.txt</c> file and never runs it.
/// </summary>
internal sealed class SideFiles
{
    private const string Folder = "report-files";

    private readonly string _run;
    private int _count;

    public SideFiles(string run)
    {
        _run = run;
        var folder = Path.Combine(run, Folder);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Writes a text.</summary>
    /// <param name="name">What it belongs to; part of the file's name.</param>
    /// <param name="text">The text.</param>
    /// <returns>Its path, relative to the page.</returns>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_run, Folder));
        _count++;
        var file = string.Create(CultureInfo.InvariantCulture, $"{Folder}/{_count:0000}-{RunDirectory.Sanitise(name)}.txt");
        ReportFile.Write(Path.Combine(_run, file), text);
        return file;
    }
}
