using System.Text;

namespace Kvv.Schemas;

/// <summary>Strings within the length of a shape: samples of its patterns and formats, else letters.</summary>
internal sealed class TextBuilder(Search search, Shape shape)
{
    private const int Variants = 60;

    // Letters, a digit, a space, and characters that take two, three and four bytes in UTF-8.
    private static readonly string[] Varied = ["a", "e", "k", "q", "z", "A", "7", " ", "-", "é", "ж", "日", "😀"];

    /// <summary>The candidates; lazy.</summary>
    public IEnumerable<string> All()
    {
        var (least, most) = shape.Length;
        if (least > search.Options.MaxStringLength)
        {
            search.Note($"A string of {least} code points is longer than the generator builds ({search.Options.MaxStringLength}).");
            yield break;
        }

        var patterns = shape.Groups.Select(group => group.Facts.Pattern).OfType<EcmaPattern>().ToList();
        var samples = shape.Groups.Select(group => group.Facts.Format).OfType<string>().SelectMany(FormatSamples.Of).Distinct().ToList();
        foreach (var sample in samples)
            yield return sample;
        for (var variant = 0; variant < Variants && patterns.Count > 0; variant++)
        {
            foreach (var sample in FromPatterns(patterns, variant, (int)least))
                yield return sample;
        }

        for (var variant = 0; variant < 20 * Variants; variant++)
        {
            if (Letters(variant, (int)least, most) is { } text)
                yield return text;
        }

        search.Note("Not every string was tried.");
    }

    private IEnumerable<string> FromPatterns(List<EcmaPattern> patterns, int variant, int least)
    {
        var texts = patterns.Select(pattern => new PatternSampler(search.Random, variant).Sample(pattern.Root, least)).ToList();
        foreach (var (text, pattern) in texts.Zip(patterns))
        {
            yield return text;
            if (!PatternShape.IsRegular(pattern.Root))
            {
                // A look or a word boundary may want something around the match.
                yield return "a" + text;
                yield return " " + text + " ";
            }

            var missing = least - JsonText.CodePoints(text);
            if (missing <= 0)
                continue;
            yield return text + new string('a', missing);
            yield return new string('a', missing) + text;
        }

        if (texts.Count > 1)
            yield return string.Concat(texts);
    }

    private string? Letters(int variant, int least, long most)
    {
        var text = new StringBuilder();
        if (search.Random is { } random && variant < 6)
        {
            var span = (int)Math.Min(most - least, 12);
            for (var i = least + random.Below(span + 1); i > 0; i--)
                text.Append(Varied[random.Below(Varied.Length)]);
            return text.ToString();
        }

        for (var rest = variant; rest > 0; rest = (rest - 1) / 26)
            text.Insert(0, (char)('a' + ((rest - 1) % 26)));
        if (text.Length > most)
            return null;
        return text.Length < least ? text.Append('a', least - text.Length).ToString() : text.ToString();
    }
}
