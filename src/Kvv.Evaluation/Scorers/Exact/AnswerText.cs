using System.Text.RegularExpressions;

namespace Kvv.Evaluation.Scorers.Exact;

/// <summary>Strips what does not change the value of a written answer: mathematics signs, spacing, units, a name before an equals sign.</summary>
internal static partial class AnswerText
{
    public static string Plain(string answer)
    {
        var text = Narrow(answer).Trim();
        text = Box().Replace(text, "").Replace("\\$", "", StringComparison.Ordinal);
        // Before units become blanks: "1\text{ or }234" is no number in groups.
        text = SpacedThousands().Replace(text, m => m.Value.Replace(" ", "", StringComparison.Ordinal));
        text = Spacing().Replace(text, "");
        text = Units().Replace(text, " ");
        text = Style().Replace(text, "{");
        text = text.Replace("$", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal)
            .Replace('−', '-').Replace('–', '-').Replace("\\(", "", StringComparison.Ordinal).Replace("\\)", "", StringComparison.Ordinal)
            .Replace("\\[", "", StringComparison.Ordinal).Replace("\\]", "", StringComparison.Ordinal).Replace("\\left", "", StringComparison.Ordinal).Replace("\\right", "", StringComparison.Ordinal);
        text = Degrees().Replace(text, "");
        text = Modulus().Replace(text, "").Replace("\\equiv", "=", StringComparison.Ordinal).Replace('≡', '=');
        text = Thousands().Replace(text, m => m.Value.Replace("{,}", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal));
        // "m + n = 70" states 70; the last side counts. An approximation is not the answer.
        text = text.Split("\\approx")[0].Split('≈')[0];
        var equals = text.LastIndexOf('=');
        if (equals >= 0)
            text = text[(equals + 1)..];
        text = Braces().Replace(text.Trim(), "${inside}");
        text = TrailingUnit().Replace(text.Trim().TrimEnd('.', ',', ';', '。', ','), "${number}");
        text = Braces().Replace(text.Trim(), "${inside}");
        return text.Trim().TrimEnd('.', '。').Trim();
    }

    // Full-width digits, letters and signs, and the kinds of blanks. By hand: what Unicode's own folding does depends on the
    // machine's globalization data, and it makes 4² to 42.
    private static string Narrow(string text) =>
        string.Create(text.Length, text, static (narrow, wide) =>
        {
            for (var i = 0; i < wide.Length; i++)
                narrow[i] = wide[i] is >= '\uFF01' and <= '\uFF5E' ? (char)(wide[i] - 0xFEE0) : char.IsWhiteSpace(wide[i]) && wide[i] != '\n' ? ' ' : wide[i];
        });

    [GeneratedRegex(@"\\(?:boxed|fbox)(?![A-Za-z])")]
    private static partial Regex Box();

    [GeneratedRegex(@"\\[,;:! ]|\\q?quad(?![A-Za-z])|~|\\(?:displaystyle|limits|bigl?|Bigl?|bigr|Bigr)(?![A-Za-z])")]
    private static partial Regex Spacing();

    // Words in a text command are units or remarks: none of the sets has words for answers.
    [GeneratedRegex(@"\\(?:text|mathrm|textrm|operatorname|mbox|textnormal)\s*\{[^{}0-9]*\}(?:\s*\^\s*(?:[23]|\{\s*[23]\s*\}))?")]
    private static partial Regex Units();

    [GeneratedRegex(@"\\(?:text|mathrm|textbf|mathbf|bm|mathit|boldsymbol|textrm|mbox|textnormal)\s*\{")]
    private static partial Regex Style();

    [GeneratedRegex(@"\^\s*\{?\s*\\circ\s*\}?|°|\\degree|\\%|%")]
    private static partial Regex Degrees();

    [GeneratedRegex(@"(?<![\d.])\d{1,3}(?:(?:\{,\}|,)\d{3})+(?![\d])")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")]
    private static partial Regex SpacedThousands();

    [GeneratedRegex(@"\\pmod\s*\{[^{}]*\}|\(\s*(?:\\?mod|\\bmod)\b[^()]*\)")]
    private static partial Regex Modulus();

    // Words after a number, not letters that could be a variable.
    [GeneratedRegex(@"^(?<number>[-+]?[\d./]+)\s*(?:[A-Za-z]{2,}\.?(?:\^?\{?[23]\}?)?(?:\s+[A-Za-z]+)*|[个种米元度人条次平方厘公里分秒小时天年岁组对位名张件只步点边面立升克吨]+)$")]
    private static partial Regex TrailingUnit();

    [GeneratedRegex(@"^\{(?<inside>[^{}]*)\}$")]
    private static partial Regex Braces();
}
