using System.Globalization;
using System.Text.RegularExpressions;

namespace Kvv.ReferenceVendor.Mind;

/// <summary>Prompts with many good answers (a name, a number, a story, a poem): drawn by the dice, so sampling shows.</summary>
internal sealed partial class OpenEndedResponder : IResponder
{
    public Draft? Answer(Scene scene)
    {
        var ask = scene.Ask;
        if (RandomNumber().IsMatch(ask))
            return Draft.Saying((scene.Dice.Below(1000) + 1).ToString(CultureInfo.InvariantCulture));
        if (OneName().IsMatch(ask))
            return Draft.Saying(scene.Dice.Pick(WordStock.Names));
        if (OneWord().IsMatch(ask))
            return Draft.Saying(scene.Dice.Pick(WordStock.Things));
        if (Poem().IsMatch(ask))
            return Draft.Saying(string.Join('\n', Enumerable.Range(0, 4).Select(_ => Verse(scene))));
        if (!Story().IsMatch(ask))
            return null;
        var sentences = Wordy().Match(ask) is { Success: true } wordy
            ? wordy.Groups[1].Success ? Math.Clamp(int.Parse(wordy.Groups[1].Value, CultureInfo.InvariantCulture) / 10, 3, 800) : 40
            : 4;
        return Draft.Saying(string.Join(' ', Enumerable.Range(1, sentences).Select(i => Sentence(scene, i))));
    }

    private static string Verse(Scene scene) =>
        $"The {scene.Dice.Pick(WordStock.Qualities)} {scene.Dice.Pick(WordStock.Things)} {scene.Dice.Pick(WordStock.Deeds)} a {scene.Dice.Pick(WordStock.Qualities)} {scene.Dice.Pick(WordStock.Things)}.";

    private static string Sentence(Scene scene, int number)
    {
        var dice = scene.Dice;
        var (who, deed, quality, thing, place) = (dice.Pick(WordStock.Names), dice.Pick(WordStock.Deeds), dice.Pick(WordStock.Qualities), dice.Pick(WordStock.Things), dice.Pick(WordStock.Things));
        return (number % 3) switch
        {
            1 => $"{who} {deed} a {quality} {thing} near the {place}.",
            2 => $"Beside the {place}, {who} {deed} the {quality} {thing}.",
            _ => $"Nobody knew why {who} {deed} that {quality} {thing} behind the {place}.",
        };
    }

    [GeneratedRegex(@"\brandom (?:whole )?(?:number|integer)\b|\bpick a number\b", RegexOptions.IgnoreCase)]
    private static partial Regex RandomNumber();

    [GeneratedRegex(@"\b(?:invent|suggest|make up|come up with|give|pick|choose|think of|propose)\b[^.?!]{0,40}\bname\b|\bname for\b", RegexOptions.IgnoreCase)]
    private static partial Regex OneName();

    [GeneratedRegex(@"\b(?:random|any|one) (?:single )?(?:\w+ )?(?:word|noun|object|animal|colou?r|fruit)\b", RegexOptions.IgnoreCase)]
    private static partial Regex OneWord();

    [GeneratedRegex(@"\b(?:poem|haiku|verse|limerick|song)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Poem();

    [GeneratedRegex(@"\b(?:story|tale|essay|paragraph|describe|imagine|creative|joke|sentence|idea|explain|write about|tell me about)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Story();

    [GeneratedRegex(@"\b(\d{2,5})[\s-]*words?\b|\b(?:long|detailed|essay)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Wordy();
}
