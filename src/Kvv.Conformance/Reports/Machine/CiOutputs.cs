using Kvv.Conformance.Session;

namespace Kvv.Conformance.Reports.Machine;

/// <summary>Tells the continuous-integration system what it asks for by environment variables.</summary>
public static class CiOutputs
{
    // GitHub refuses a step summary of more than 1 MiB (https://docs.github.com/actions, job summaries).
    private const int LargestSummary = 1024 * 1024 - 1024;

    /// <summary>
    /// Appends <c>summary.md</c> to the file that <c>GITHUB_STEP_SUMMARY</c> names, and shows failures as annotations when
    /// <c>GITHUB_ACTIONS</c> is <c>true</c>. Without these variables nothing happens.
    /// </summary>
    /// <param name="folder">The run folder: its files have passed the redactor, what is in memory has not.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="output">The console.</param>
    /// <exception cref="InvalidDataException">The folder holds no result.</exception>
    public static void Publish(string folder, IReadOnlyDictionary<string, string> environment, IRunOutput output)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(output);
        if (environment.GetValueOrDefault("GITHUB_STEP_SUMMARY") is { Length: > 0 } path)
        {
            try
            {
                File.AppendAllText(path, Shortened(File.ReadAllText(Path.Combine(folder, "summary.md"))) + "\n");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                output.Line($"The step summary {path} could not be written: {e.Message}");
            }
        }

        if (environment.GetValueOrDefault("GITHUB_ACTIONS") != "true")
            return;
        foreach (var line in GitHubAnnotations.Lines(RunResult.Read(folder)))
            output.Line(line);
    }

    private static string Shortened(string page)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(page) <= LargestSummary)
            return page;
        // Three bytes a character at most in UTF-8 for a UTF-16 unit: a third of the limit always fits.
        var end = page.LastIndexOf('\n', LargestSummary / 3);
        return page[..end] + "\n\n_Shortened: the whole page is summary.md in the run folder._\n";
    }
}
