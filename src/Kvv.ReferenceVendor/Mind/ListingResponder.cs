using System.Globalization;
using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Long listings: "list 50 things", "name 20 animals", "write a very long list". Every line is different.</summary>
internal sealed partial class ListingResponder : IResponder
{
    private const int Unspecified = 60;

    public Draft? Answer(Scene scene)
    {
        var match = Listing().Match(scene.Ask);
        if (!match.Success)
            return null;
        var most = WordStock.Things.Count * WordStock.Qualities.Count;
        var count = match.Groups[1].Success ? Math.Clamp(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), 1, most) : Unspecified;
        var shift = scene.Dice.Below(WordStock.Things.Count);
        return Draft.Saying(string.Join('\n', Enumerable.Range(0, count).Select(i => Line(i, shift))));
    }

    private static string Line(int i, int shift)
    {
        var thing = WordStock.Things[(i + shift) % WordStock.Things.Count];
        var quality = WordStock.Qualities[(i / WordStock.Things.Count + i + shift) % WordStock.Qualities.Count];
        return string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {quality} {thing}");
    }

    [GeneratedRegex(@"\b(?:list|name|enumerate|write down|give me|write|produce|generate)\b[^.?!]{0,40}?(?:\b(\d{1,4})\b(?!\s*-?words?)\s+\w+|\b(?:very |extremely )?long (?:and detailed )?list\b|\bas many\b[^.?!]{0,30}\bas you can\b|\blong listing\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Listing();
}
