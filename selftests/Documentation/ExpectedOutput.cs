using System.Text.RegularExpressions;

namespace Kvv.SelfTests.Documentation;

/// <summary>Compares what a page quotes with what a command printed.</summary>
internal static class ExpectedOutput
{
    /// <summary>The first quoted line that does not appear, in order; <c>…</c> stands for anything, spaces count as one.</summary>
    /// <returns><see langword="null"/> when all appear.</returns>
    public static string? Missing(IReadOnlyList<string> quoted, string output)
    {
        var lines = output.Split('\n').Select(Plain).ToList();
        var at = 0;
        foreach (var line in quoted.Where(q => q.Trim() != "…"))
        {
            var pattern = new Regex(Regex.Escape(Plain(line)).Replace("…", ".*", StringComparison.Ordinal), RegexOptions.CultureInvariant);
            var found = lines.FindIndex(at, pattern.IsMatch);
            if (found < 0)
                return line;
            at = found + 1;
        }

        return null;
    }

    private static string Plain(string line) => Regex.Replace(line.Trim(), @"\s+", " ");
}
