namespace Kvv.Schemas;

/// <summary>Host names (RFC 1123 2.1, RFC 5890 for their internationalised form) and IP addresses (RFC 2673 3.2, RFC 4291 2.2).</summary>
internal static class HostFormats
{
    private const int MaxName = 253;
    private const int MaxLabel = 63;

    public static bool IsHostname(string text) =>
        text.Length <= MaxName && text.Split('.').All(label => IsLdhLabel(label) && (!IdnLabels.IsALabel(label) || IdnLabels.Decode(label) is not null));

    public static bool IsIdnHostname(string text)
    {
        // RFC 3490 section 3.1 names the four characters that separate labels.
        var labels = text.Split('.', '\u3002', '\uFF0E', '\uFF61');
        var unicode = new List<string>();
        var length = labels.Length - 1;
        foreach (var label in labels)
        {
            var form = UnicodeForm(label, out var asciiLength);
            length += asciiLength;
            if (form is null || asciiLength > MaxLabel)
                return false;
            unicode.Add(form);
        }

        return length <= MaxName && BidiRule.Holds(unicode);
    }

    public static bool IsIpv4(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && parts.All(part => part.Length is >= 1 and <= 3 && part.All(char.IsAsciiDigit)
            && (part.Length == 1 || part[0] != '0') && int.Parse(part, System.Globalization.CultureInfo.InvariantCulture) <= 255);
    }

    public static bool IsIpv6(string text)
    {
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
            return Groups(text, mayEndInIpv4: true) == 8;
        var (before, after) = (text[..gap], text[(gap + 2)..]);
        var left = before.Length == 0 ? 0 : Groups(before, mayEndInIpv4: false);
        var right = after.Length == 0 ? 0 : Groups(after, mayEndInIpv4: true);
        return left >= 0 && right >= 0 && left + right <= 7;
    }

    /// <summary>The 16-bit groups of a part of an address, or -1.</summary>
    private static int Groups(string text, bool mayEndInIpv4)
    {
        var parts = text.Split(':');
        var count = parts.Length;
        if (mayEndInIpv4 && parts[^1].Contains('.', StringComparison.Ordinal))
        {
            if (!IsIpv4(parts[^1]))
                return -1;
            parts = parts[..^1];
            count++;
        }

        return parts.All(part => part.Length is >= 1 and <= 4 && part.All(char.IsAsciiHexDigit)) ? count : -1;
    }

    private static bool IsLdhLabel(string label) =>
        label.Length is >= 1 and <= MaxLabel && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string? UnicodeForm(string label, out int asciiLength)
    {
        asciiLength = label.Length;
        if (label.All(char.IsAscii))
        {
            if (!IsLdhLabel(label))
                return null;
            if (IdnLabels.IsALabel(label))
                return IdnLabels.Decode(label);
            return label.Length >= 4 && label.AsSpan(2, 2).SequenceEqual("--") ? null : label;
        }

        if (!IdnLabels.IsULabel(label))
            return null;
        asciiLength = 4 + Punycode.Encode(label).Length;
        return label;
    }
}
