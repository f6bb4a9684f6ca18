using System.Globalization;
using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Works out arithmetic: "What is 17 × 23?", "(3 + 4) * 2", "12 plus 30".</summary>
internal sealed partial class ArithmeticResponder : IResponder
{
    public Draft? Answer(Scene scene)
    {
        foreach (var match in Expression().Matches(Spell(scene.Ask)).OrderByDescending(m => m.Length))
        {
            if (ArithmeticExpression.Evaluate(match.Value) is not { } value)
                continue;
            var number = value.ToString("0.##########", CultureInfo.InvariantCulture);
            return Draft.Saying(Bare().IsMatch(scene.Ask) ? number : $"{match.Value.Trim()} = {number}");
        }

        return null;
    }

    /// <summary>Operators in words become signs.</summary>
    private static string Spell(string ask)
    {
        var text = Times().Replace(ask, "*");
        text = Over().Replace(text, "/");
        text = Plus().Replace(text, "+");
        text = Minus().Replace(text, "-");
        return Pair().Replace(text, m => $"{m.Groups[2].Value} {(m.Groups[1].Value.StartsWith("sum", StringComparison.OrdinalIgnoreCase) ? '+' : '*')} {m.Groups[3].Value}");
    }

    [GeneratedRegex(@"(?<![\w.])[-(\s]*\d+(?:\.\d+)?(?:\s*\)*\s*[-+*/×÷^−]\s*[-(]*\d+(?:\.\d+)?)+\)*(?![\w])")]
    private static partial Regex Expression();

    [GeneratedRegex(@"(?<=\d\)?\s*)\b(?:times|multiplied by|x)\b(?=\s*\(?\d)|(?<=\d)x(?=\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Times();

    [GeneratedRegex(@"\b(?:divided by|over)\b(?=\s*\(?\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Over();

    [GeneratedRegex(@"(?<=\d\)?\s*)\bplus\b", RegexOptions.IgnoreCase)]
    private static partial Regex Plus();

    [GeneratedRegex(@"(?<=\d\)?\s*)\bminus\b", RegexOptions.IgnoreCase)]
    private static partial Regex Minus();

    [GeneratedRegex(@"\b(sum|product) of (\d+(?:\.\d+)?) and (\d+(?:\.\d+)?)", RegexOptions.IgnoreCase)]
    private static partial Regex Pair();

    [GeneratedRegex(@"\b(?:only|just|nothing else|number alone|single number)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Bare();
}
