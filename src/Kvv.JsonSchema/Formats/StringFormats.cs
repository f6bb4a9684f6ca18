using System.Collections.Frozen;

namespace Kvv.Schemas;

/// <summary>The named string formats of draft 2020-12 (Validation 7.3) that can be asserted.</summary>
internal static class StringFormats
{
    private static readonly FrozenDictionary<string, Func<string, bool>> Known = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["date-time"] = DateTimeFormats.IsDateTime,
        ["date"] = DateTimeFormats.IsDate,
        ["time"] = DateTimeFormats.IsTime,
        ["duration"] = DateTimeFormats.IsDuration,
        ["email"] = text => MailFormats.IsAddress(text, allowsUnicode: false),
        ["idn-email"] = text => MailFormats.IsAddress(text, allowsUnicode: true),
        ["hostname"] = HostFormats.IsHostname,
        ["idn-hostname"] = HostFormats.IsIdnHostname,
        ["ipv4"] = HostFormats.IsIpv4,
        ["ipv6"] = HostFormats.IsIpv6,
        ["uri"] = text => UriFormats.IsReference(text, allowsUnicode: false, needsScheme: true),
        ["uri-reference"] = text => UriFormats.IsReference(text, allowsUnicode: false, needsScheme: false),
        ["iri"] = text => UriFormats.IsReference(text, allowsUnicode: true, needsScheme: true),
        ["iri-reference"] = text => UriFormats.IsReference(text, allowsUnicode: true, needsScheme: false),
        ["uri-template"] = UriFormats.IsTemplate,
        ["uuid"] = PlainFormats.IsUuid,
        ["json-pointer"] = PlainFormats.IsJsonPointer,
        ["relative-json-pointer"] = PlainFormats.IsRelativeJsonPointer,
        ["regex"] = PlainFormats.IsPattern,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The test for a format, or <see langword="null"/> for one that is not known and so never fails.</summary>
    public static Func<string, bool>? Find(string name) => Known.GetValueOrDefault(name);
}
