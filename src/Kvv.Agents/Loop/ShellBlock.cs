using System.Text.RegularExpressions;

namespace Kvv.Agents.Loop;

/// <summary>The one fenced shell block of a reply in the bash style.</summary>
public static partial class ShellBlock
{
    /// <summary>What a model is told when its reply does not hold exactly one block.</summary>
    public const string Demand = "Your reply must hold exactly one shell block, fenced as ```bash … ```. Nothing was run. To hand your work in, send the block with the single command `submit`.";

    /// <summary>The command of the only block.</summary>
    /// <param name="content">The reply's content.</param>
    /// <returns>The command, or <see langword="null"/> when there is no block or more than one.</returns>
    public static string? Read(string? content)
    {
        var blocks = Fence().Matches(content ?? "");
        return blocks.Count == 1 && !string.IsNullOrWhiteSpace(blocks[0].Groups[1].Value) ? blocks[0].Groups[1].Value.Trim('\r', '\n') : null;
    }

    [GeneratedRegex(@"^```(?:bash|sh|shell)[ \t]*\r?\n(.*?)^```[ \t]*\r?$", RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Fence();
}
