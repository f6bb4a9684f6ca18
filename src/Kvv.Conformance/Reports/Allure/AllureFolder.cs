using System.Globalization;
using System.Text.Json;

namespace Kvv.Conformance.Reports.Allure;

/// <summary>The folder <c>allure-results</c>: result files and their attachments, flat, one file for each reference.</summary>
internal sealed class AllureFolder
{
    // Larger attachments stay in the run folder: a report with hundreds of them must still open.
    private const int MostBytes = 2_000_000;

    private readonly string _path;
    private readonly RunFolder _run;
    private int _attachments;

    public AllureFolder(RunFolder run, string path)
    {
        _run = run;
        _path = path;
    }

    /// <summary>Writes a result.</summary>
    public void Write(AllureResult result) => WriteFile($"{result.Uuid}-result.json", JsonSerializer.Serialize(result, AllureResult.Options));

    /// <summary>Writes a file that stands beside the results.</summary>
    public void WriteFile(string name, string text) => ReportFile.Write(Path.Combine(_path, name), text);

    /// <summary>Attaches a file of the run folder.</summary>
    /// <returns>The attachment, or <see langword="null"/> when the file is gone.</returns>
    public AllureAttachment? AttachFile(string relative)
    {
        if (!_run.Has(relative))
            return null;
        var file = _run.FullPath(relative);
        var name = Path.GetFileName(file);
        if (new FileInfo(file).Length > MostBytes)
            return AttachText($"{name} (too large, see the run folder)", ".txt", "text/plain", $"{relative} holds {new FileInfo(file).Length} bytes.\n");
        var (extension, type) = TypeOf(name);
        var source = NextName(extension);
        File.Copy(file, Path.Combine(_path, source));
        return new(name, source, type);
    }

    /// <summary>Attaches a text.</summary>
    public AllureAttachment AttachText(string name, string extension, string type, string text)
    {
        var source = NextName(extension);
        WriteFile(source, text);
        return new(name, source, type);
    }

    private string NextName(string extension)
    {
        _attachments++;
        return string.Create(CultureInfo.InvariantCulture, $"{AllureIdentity.Uuid(_run.Result.Run.Id, $"attachment {_attachments}")}-attachment{extension}");
    }

    // Never HTML: what an endpoint sent is shown as the text it is.
    private static (string Extension, string Type) TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".json" => (".json", "application/json"),
        ".csv" => (".csv", "text/csv"),
        _ => (".txt", "text/plain"),
    };
}
