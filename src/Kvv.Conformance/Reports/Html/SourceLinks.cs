using System.Text.RegularExpressions;

namespace Kvv.Conformance.Reports.Html;

/// <summary>Makes the references in a source line links where their address is certain.</summary>
internal static partial class SourceLinks
{
    /// <summary>The text with each GitHub thread (<c>owner/repository#number</c>) as a link.</summary>
    public static Markup Text(string source) => Markup.Of(m =>
    {
        var at = 0;
        foreach (var match in Thread().Matches(source).Cast<Match>())
        {
            m.Add($"{source[at..match.Index]}<a href=\"{Address(match)}\" rel=\"noreferrer noopener\">{match.Value}</a>");
            at = match.Index + match.Length;
        }

        m.Add($"{source[at..]}");
    });

    /// <summary>A name as a link when its address is known and safe.</summary>
    public static Markup Link(string name, string? url) => url is not null && IsHttps(url)
        ? Markup.Of(m => m.Add($"<a href=\"{url}\" rel=\"noreferrer noopener\">{name}</a>"))
        : Text(name);

    /// <summary>The GitHub threads that a text names.</summary>
    public static IEnumerable<(string Name, string Url)> Threads(string source) => Thread().Matches(source).Select(m => (m.Value, Address(m)));

    /// <summary>A file of the run folder as a relative address; each part escaped, so that a name cannot become a scheme.</summary>
    public static string Relative(string file) => "./" + string.Join('/', file.Split('/').Select(Uri.EscapeDataString));

    public static bool IsHttps(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static string Address(Match match) => $"https://github.com/{match.Groups["repository"].Value}/issues/{match.Groups["number"].Value}";

    [GeneratedRegex(@"(?<repository>[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9_.-]+)#(?<number>[0-9]{1,7})\b")]
    private static partial Regex Thread();
}
