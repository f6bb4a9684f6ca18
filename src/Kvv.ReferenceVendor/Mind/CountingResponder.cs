using System.Globalization;
using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>"Count from 1 to 300", "list the numbers from 1 to 50, one per line", also downwards.</summary>
internal sealed partial class CountingResponder : IResponder
{
    private const int Most = 20_000;

    public Draft? Answer(Scene scene)
    {
        var match = FromTo().Match(scene.Ask);
        var (from, to) = match.Success
            ? (Number(match.Groups[1].Value), Number(match.Groups[2].Value))
            : Upwards().Match(scene.Ask) is { Success: true } up ? (1, Number(up.Groups[1].Value)) : (null, null);
        if (from is not { } first || to is not { } last || Math.Abs(last - first) >= Most)
            return null;
        var step = first <= last ? 1 : -1;
        var numbers = Enumerable.Range(0, Math.Abs(last - first) + 1).Select(i => (first + i * step).ToString(CultureInfo.InvariantCulture));
        return Draft.Saying(string.Join(Separator(scene.Ask), numbers));
    }

    private static string Separator(string ask) =>
        Lines().IsMatch(ask) ? "\n" : Blanks().IsMatch(ask) ? " " : ", ";

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : text.ToUpperInvariant() switch
        {
            "ONE" => 1,
            "FIVE" => 5,
            "TEN" => 10,
            "TWENTY" => 20,
            "FIFTY" => 50,
            "ONE HUNDRED" or "A HUNDRED" => 100,
            "ONE THOUSAND" or "A THOUSAND" => 1000,
            _ => null,
        };

    [GeneratedRegex(@"\b(?:count(?:ing)?|numbers?|integers?|digits)\b[^.?!]{0,60}?\b(?:from\s+)?(\d{1,6}|one|ten|one hundred)\s*(?:to|through|until|up to|down to|-|–|…|\.\.\.?)\s*(\d{1,6}|five|ten|twenty|fifty|(?:one|a) hundred|(?:one|a) thousand)\b", RegexOptions.IgnoreCase)]
    private static partial Regex FromTo();

    [GeneratedRegex(@"\bcount\s+(?:up\s+)?to\s+(\d{1,6}|five|ten|twenty|fifty|(?:one|a) hundred|(?:one|a) thousand)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Upwards();

    [GeneratedRegex(@"\b(?:per|each|own|separate|new)\b[^.]{0,12}\blines?\b|\bnewlines?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Lines();

    [GeneratedRegex(@"\bseparated by (?:a |single )?(?:spaces?|blanks?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Blanks();
}
