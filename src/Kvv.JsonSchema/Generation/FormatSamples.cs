namespace Kvv.Schemas;

/// <summary>Strings known to have a format, taken from the examples of the format's own specification or built by its grammar.</summary>
internal static class FormatSamples
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["date-time"] = ["2024-02-29T12:00:00Z", "1990-12-31T15:59:50.5-08:00"],
        ["date"] = ["2024-02-29", "1999-12-31"],
        ["time"] = ["12:00:00Z", "08:30:06.5+02:00"],
        ["duration"] = ["P1D", "PT36H"],
        ["email"] = ["a@example.com", "first.last@example.org"],
        ["idn-email"] = ["a@example.com", "first.last@example.org"],
        ["hostname"] = ["example.com", "a.example.org"],
        ["idn-hostname"] = ["example.com", "a.example.org"],
        ["ipv4"] = ["192.0.2.1", "198.51.100.7"],
        ["ipv6"] = ["2001:db8::1", "::1"],
        ["uri"] = ["https://example.com/a", "urn:example:b"],
        ["iri"] = ["https://example.com/a", "urn:example:b"],
        ["uri-reference"] = ["/a", "b?c#d"],
        ["iri-reference"] = ["/a", "b?c#d"],
        ["uuid"] = ["00000000-0000-4000-8000-000000000000", "123e4567-e89b-12d3-a456-426614174000"],
        ["uri-template"] = ["/a/{b}", "/c{?d}"],
        ["json-pointer"] = ["/a", "/b/0"],
        ["relative-json-pointer"] = ["0", "1/a"],
        ["regex"] = ["a*", "^b$"],
    };

    /// <summary>Samples of a format; none when it is not known.</summary>
    public static IReadOnlyList<string> Of(string format) => Known.GetValueOrDefault(format, []);

    /// <summary>True for a sample, unknown for another text of a known format, true for any text of an unknown format.</summary>
    public static Verdict Judge(string format, string text) =>
        !Known.TryGetValue(format, out var samples) || samples.Contains(text) ? Verdict.True : Verdict.Unknown;
}
