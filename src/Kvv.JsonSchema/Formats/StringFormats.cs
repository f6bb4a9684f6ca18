using System.Collections.Frozen;

namespace Kvv.Schemas;

/// <summary>The named string formats of draft 2020-12 (Validation 7.3) that can be asserted.</summary>
internal static class StringFormats
{
    private static readonly FrozenDictionary<string, Func<string, bool>> Known = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["regex"] = IsPattern,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The test for a format, or <see langword="null"/> for one that is not known and so never fails.</summary>
    public static Func<string, bool>? Find(string name) => Known.GetValueOrDefault(name);

    private static bool IsPattern(string text)
    {
        try
        {
            PatternParser.Parse(text);
            return true;
        }
        catch (PatternSyntaxException)
        {
            return false;
        }
    }
}
