using System.Text.RegularExpressions;

namespace Kvv.Schemas;

/// <summary>URIs (RFC 3986 appendix A), IRIs (RFC 3987 section 2.2) and URI templates (RFC 6570 section 2).</summary>
internal static class UriFormats
{
    private static readonly Regex Ascii = Build("");

    // ucschar and iprivate of RFC 3987, astral ones as surrogate pairs; iprivate is allowed in the query alone.
    private static readonly Regex Unicode = Build(@"\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF\uD800-\uDFFF");

    private static readonly Regex Template = PlainFormats.Linear(
        @"\A([^\x00-\x20""<>%\\^`{|}\x7F]|%[0-9a-fA-F]{2}|\{[+#./;?&=,!@|]?" + Variable + "(," + Variable + @")*\})*\z");

    private const string Variable = @"([A-Za-z0-9_]|%[0-9a-fA-F]{2})+(\.([A-Za-z0-9_]|%[0-9a-fA-F]{2})+)*(:[1-9][0-9]{0,3}|\*)?";

    public static bool IsReference(string text, bool allowsUnicode, bool needsScheme)
    {
        var match = (allowsUnicode ? Unicode : Ascii).Match(text);
        if (!match.Success || (needsScheme && !match.Groups["scheme"].Success))
            return false;
        var literal = match.Groups["ip"];
        return !literal.Success || literal.ValueSpan[0] is 'v' or 'V' || HostFormats.IsIpv6(literal.Value);
    }

    public static bool IsTemplate(string text) => Template.IsMatch(text);

    private static Regex Build(string beyond)
    {
        const string escaped = "%[0-9a-fA-F]{2}";
        var unreserved = @"A-Za-z0-9\-._~" + beyond;
        const string subDelims = "!$&'()*+,;=";
        var segmentCharacter = $"(?:[{unreserved}{subDelims}:@]|{escaped})";
        var firstSegment = $"(?:[{unreserved}{subDelims}@]|{escaped})+";
        var path = $"(?:/{segmentCharacter}*)*";
        const string ip = $@"\[(?<ip>[0-9A-Fa-f:.]+|[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~{subDelims}:]+)\]";
        var authority = $"(?:(?:[{unreserved}{subDelims}:]|{escaped})*@)?(?:{ip}|(?:[{unreserved}{subDelims}]|{escaped})*)(?::[0-9]*)?";
        var privateUse = beyond.Length > 0 ? @"\uE000-\uF8FF" : "";
        var query = $@"(?:\?(?:[{unreserved}{subDelims}:@/?{privateUse}]|{escaped})*)?";
        var fragment = $"(?:#(?:[{unreserved}{subDelims}:@/?]|{escaped})*)?";
        var rooted = $"/(?:{segmentCharacter}+{path})?";
        var absolute = $"(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://{authority}{path}|{rooted}|{segmentCharacter}+{path})?";
        var relative = $"(?://{authority}{path}|{rooted}|{firstSegment}{path})?";
        return PlainFormats.Linear($@"\A(?:{absolute}|{relative}){query}{fragment}\z");
    }
}
