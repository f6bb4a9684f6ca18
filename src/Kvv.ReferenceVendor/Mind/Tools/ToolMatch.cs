using System.Text.RegularExpressions;
using Kvv.ReferenceVendor.Conversation;

namespace Kvv.ReferenceVendor.Mind.Tools;

/// <summary>How well a tool fits a prompt.</summary>
internal static partial class ToolMatch
{
    /// <summary>From here on the prompt is taken to ask for what the tool does.</summary>
    public const int Enough = 2;

    /// <summary>The prompt spells the tool's name.</summary>
    public const int Named = 100;

    private static readonly HashSet<string> Idle = new(StringComparer.OrdinalIgnoreCase)
    {
        "get", "set", "fetch", "make", "find", "look", "lookup", "tool", "function", "call", "the", "for", "with", "and", "given", "from", "this",
        "that", "return", "returns", "use", "used", "name", "value", "data", "item", "list", "current", "information", "specified", "based",
    };

    private static readonly (string Chinese, string English)[] Lexicon =
    [
        ("天气", "weather"), ("时间", "time"), ("几点", "time"), ("新闻", "news"), ("股价", "stock"), ("股票", "stock"), ("计算", "calculator"),
        ("搜索", "search"), ("查询", "query"), ("翻译", "translate"), ("邮件", "email"), ("日历", "calendar"), ("航班", "flight"), ("硬币", "coin"),
    ];

    public static int Score(ToolDeclaration tool, string ask)
    {
        if (Mentions(tool, ask))
            return Named;
        var asked = Words(Translate(ask)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var own = Words(Translate(Split(tool.Name))).Distinct().Count(asked.Contains);
        var described = Words(Translate(tool.Description)).Distinct().Count(asked.Contains);
        return 2 * own + described;
    }

    /// <summary>The prompt forbids calls: "without using tools", "do not call any function".</summary>
    public static bool Forbids(string ask) => Refusing().IsMatch(ask);

    public static bool Mentions(ToolDeclaration tool, string ask)
    {
        for (var at = ask.IndexOf(tool.Name, StringComparison.OrdinalIgnoreCase); at >= 0; at = ask.IndexOf(tool.Name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!Joins(ask, at - 1) && !Joins(ask, at + tool.Name.Length))
                return tool.Name.Length > 3;
        }

        return false;
    }

    private static bool Joins(string text, int at) => at >= 0 && at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-');

    private static string Translate(string text) =>
        text + string.Concat(Lexicon.Where(l => text.Contains(l.Chinese, StringComparison.Ordinal)).Select(l => " " + l.English));

    /// <summary>Name words: <c>get_stock-price</c> and <c>getStockPrice</c> alike.</summary>
    private static string Split(string name) => Hump().Replace(name, " ").Replace('_', ' ').Replace('-', ' ');

    private static IEnumerable<string> Words(string text) => Word().Matches(text)
        .Select(m => m.Value.ToLowerInvariant())
        .Where(w => w.Length > 2 && !Idle.Contains(w))
        .Select(w => w.Length > 4 && w.EndsWith('s') ? w[..^1] : w);

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex(@"\b(?:do not|don't|never|without|no need to)\b[^.!?]{0,30}\b(?:call|calling|use|using|invoke|invoking)?\b[^.!?]{0,20}\b(?:tools?|functions?)\b|不要(?:使用|调用)", RegexOptions.IgnoreCase)]
    private static partial Regex Refusing();
}
