using System.Text;

namespace Kvv.Conformance.Reports;

/// <summary>Files of a report appear whole or not at all.</summary>
internal static class ReportFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static void Write(string path, string text)
    {
        var half = $"{path}.{Guid.NewGuid():N}.part";
        File.WriteAllText(half, text, Utf8);
        File.Move(half, path, overwrite: true);
    }

    /// <summary>An empty folder, whatever was there before.</summary>
    public static string Fresh(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        return folder;
    }
}
