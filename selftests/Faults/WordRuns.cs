using System.Text.RegularExpressions;

namespace Kvv.SelfTests.Faults;

/// <summary>Finds text copied from a page: runs of consecutive words, whatever case and signs stand between them.</summary>
internal sealed partial class WordRuns
{
    private readonly int _length;
    private readonly HashSet<string> _runs;

    /// <param name="page">The page that must not be copied.</param>
    /// <param name="length">Number of words from which a run counts as copied.</param>
    public WordRuns(string page, int length)
    {
        _length = length;
        _runs = [.. Runs(page)];
    }

    /// <summary>The first run of the text that also stands on the page, or <see langword="null"/>.</summary>
    public string? FirstShared(string text) => Runs(text).FirstOrDefault(_runs.Contains);

    private IEnumerable<string> Runs(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToArray();
        return Enumerable.Range(0, Math.Max(0, words.Length - _length + 1)).Select(i => string.Join(' ', words[i..(i + _length)]));
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
