using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>Values a prompt gives for a named member: <c>name "value"</c>, <c>name: value</c>, <c>name = value</c>, <c>name set to value</c>.</summary>
internal static partial class PromptValue
{
    public static IEnumerable<string> For(string name, string ask)
    {
        foreach (var spelling in new[] { name, name.Replace('_', ' ') }.Distinct())
        {
            var escaped = Regex.Escape(spelling);
            var quoted = Regex.Match(ask, $"""(?<![\w]){escaped}["'`”]?\s*(?:[:=]|is|set to|to|of|as)?\s*(?:"([^"]*)"|“([^”]*)”|'([^']*)'|`([^`]*)`)""", RegexOptions.IgnoreCase);
            if (quoted.Success)
                yield return quoted.Groups.Cast<Group>().Skip(1).First(g => g.Success).Value;
            var plain = Regex.Match(ask, $"""(?<![\w]){escaped}["'`”]?\s*(?:[:=]|\bis\b|\bset to\b|\bof\b)\s*([^\s,;"“”]+)""", RegexOptions.IgnoreCase);
            if (plain.Success)
                yield return plain.Groups[1].Value.TrimEnd('.', '!', '?', ')');
            var beside = Regex.Match(ask, $@"(?<![\w]){escaped}\s+(-?\d+(?:\.\d+)?|true|false)\b", RegexOptions.IgnoreCase);
            if (beside.Success)
                yield return beside.Groups[1].Value;
        }
    }

    public static bool Mentions(string ask, string word) =>
        word.Length > 0 && Regex.IsMatch(ask, $@"(?<![\w]){Regex.Escape(word)}(?![\w])", RegexOptions.IgnoreCase);

    /// <summary>The prompt's number, when it has just one.</summary>
    public static string? OnlyNumber(string ask) => Number().Matches(ask) is [var one] ? one.Value : null;

    [GeneratedRegex(@"(?<![\w.])-?(?:0|[1-9]\d*)(?:\.\d+)?(?![\w])")]
    private static partial Regex Number();
}
