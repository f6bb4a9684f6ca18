namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>Which scripts the letters of a text belong to, beside Latin and Greek, which mathematics uses everywhere.</summary>
internal static class ScriptCensus
{
    private static readonly (char First, char Last, string Script)[] Ranges =
    [
        ('\u0400', '\u052F', "Cyrillic"), ('\u0531', '\u058F', "Armenian"), ('\u0591', '\u05F4', "Hebrew"), ('\u0600', '\u06FF', "Arabic"),
        ('\u0900', '\u097F', "Devanagari"), ('\u0980', '\u09FF', "Bengali"), ('\u0B80', '\u0BFF', "Tamil"), ('\u0E00', '\u0E7F', "Thai"),
        ('\u10A0', '\u10FF', "Georgian"), ('\u1100', '\u11FF', "Hangul"), ('\u3041', '\u30FF', "Kana"), ('\u3400', '\u9FFF', "Han"), ('\uAC00', '\uD7AF', "Hangul"),
    ];

    /// <summary>Letters by script; a script with a single letter is left out, as it may be a symbol.</summary>
    public static IReadOnlyDictionary<string, int> Of(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var c in text)
        {
            if (c < '\u0400' || !char.IsLetter(c))
                continue;
            foreach (var (first, last, script) in Ranges)
            {
                if (c >= first && c <= last)
                    counts[script] = counts.GetValueOrDefault(script) + 1;
            }
        }

        return counts.Where(c => c.Value > 1).ToDictionary(StringComparer.Ordinal);
    }
}
