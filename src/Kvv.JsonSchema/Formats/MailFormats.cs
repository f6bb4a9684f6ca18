namespace Kvv.Schemas;

/// <summary><c>email</c> (the Mailbox of RFC 5321 4.1.2) and <c>idn-email</c> (its extension by RFC 6531).</summary>
internal static class MailFormats
{
    private const int MaxLocalBytes = 64;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    public static bool IsAddress(string text, bool allowsUnicode)
    {
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1)
            return false;
        var local = text[..at];
        return System.Text.Encoding.UTF8.GetByteCount(local) <= MaxLocalBytes
            && (local[0] == '"' ? IsQuoted(local, allowsUnicode) : local.Split('.').All(atom => IsAtom(atom, allowsUnicode)))
            && IsDomain(text[(at + 1)..], allowsUnicode);
    }

    private static bool IsAtom(string atom, bool allowsUnicode) =>
        atom.Length > 0 && atom.All(c => char.IsAsciiLetterOrDigit(c) || AtomSymbols.Contains(c, StringComparison.Ordinal) || (allowsUnicode && c > 0x7F));

    private static bool IsQuoted(string local, bool allowsUnicode)
    {
        if (local.Length < 2 || local[^1] != '"')
            return false;
        for (var i = 1; i < local.Length - 1; i++)
        {
            var c = local[i];
            if (c == '\\' && i + 1 < local.Length - 1)
                c = local[++i];
            else if (c is '"' or '\\')
                return false;
            if (c < ' ' || c == 0x7F || (c > 0x7F && !allowsUnicode))
                return false;
        }

        return true;
    }

    private static bool IsDomain(string domain, bool allowsUnicode)
    {
        if (domain[0] == '[' && domain[^1] == ']')
        {
            var literal = domain[1..^1];
            return literal.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase) ? HostFormats.IsIpv6(literal[5..]) : HostFormats.IsIpv4(literal);
        }

        // RFC 6531 takes any U-label; whether it is registrable is not the address's concern.
        return allowsUnicode && domain.Any(c => c > 0x7F)
            ? domain.Split('.').All(label => label.Length > 0 && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-' || c > 0x9F))
            : HostFormats.IsHostname(domain);
    }
}
