using System.Text.RegularExpressions;

namespace Kvv.Agents.SweBench;

/// <summary>What a test patch touches: files it changes, files it brings, and what the test command is given.</summary>
/// <param name="Changed">Files that are there before.</param>
/// <param name="Added">Files that it makes.</param>
/// <param name="Named">Every file after it, in order.</param>
internal sealed partial record TestPatch(IReadOnlyList<string> Changed, IReadOnlyList<string> Added, IReadOnlyList<string> Named)
{
    // Data beside the tests is no argument of a test command (swebench harness, NON_TEST_EXTS).
    private static readonly string[] Data = [".json", ".png", "csv", ".txt", ".md", ".jpg", ".jpeg", ".pkl", ".yml", ".yaml", ".toml"];

    /// <summary>The files that hold tests.</summary>
    public IEnumerable<string> TestFiles => Named.Where(n => !Data.Any(d => n.EndsWith(d, StringComparison.Ordinal)));

    public static TestPatch Read(string patch)
    {
        var (changed, added) = (new List<string>(), new List<string>());
        foreach (Match file in Sources().Matches(patch))
        {
            if (file.Groups["old"].Success)
                changed.Add(file.Groups["old"].Value);
            else if (file.Groups["new"].Success)
                added.Add(file.Groups["new"].Value);
        }

        return new(changed, added, [.. Headers().Matches(patch).Select(m => m.Groups[1].Value)]);
    }

    [GeneratedRegex(@"^diff --git a/.* b/(.*?)\r?$", RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Headers();

    [GeneratedRegex(@"^--- (?:a/(?<old>[^\t\r\n]+)|/dev/null)[^\n]*\n\+\+\+ (?:b/(?<new>[^\t\r\n]+)|/dev/null)", RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Sources();
}
