using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Kvv.Schemas;

/// <summary>
/// The text of JSON strings and names as code points and UTF-16 units. Unlike <see cref="JsonElement.GetString"/> it does not
/// throw on the escape of a lone surrogate (RFC 8259 section 8.2 allows the spelling); such a unit is kept as it stands.
/// </summary>
internal static class JsonText
{
    /// <summary>The bytes between the quotes of a string value, escapes as written.</summary>
    public static ReadOnlySpan<byte> Raw(in JsonElement value) => JsonMarshal.GetRawUtf8Value(value)[1..^1];

    /// <summary>The decoded text of a string value.</summary>
    public static string Decode(in JsonElement value) => Decode(Raw(value));

    /// <summary>The decoded name of a member.</summary>
    public static string Name(in JsonProperty member) => Decode(JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>Whether raw text holds no escape and so is its own decoded form.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\');

    /// <summary>The decoded form of the bytes between the quotes.</summary>
    public static string Decode(ReadOnlySpan<byte> raw)
    {
        if (IsPlain(raw))
            return Encoding.UTF8.GetString(raw);
        var units = ArrayPool<char>.Shared.Rent(raw.Length);
        try
        {
            return new string(units, 0, Decode(raw, units));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(units);
        }
    }

    /// <summary>Decodes into a buffer of at least as many units as there are bytes.</summary>
    /// <returns>How many units were written.</returns>
    public static int Decode(ReadOnlySpan<byte> raw, Span<char> units)
    {
        var written = 0;
        while (true)
        {
            var escape = raw.IndexOf((byte)'\\');
            if (escape < 0)
                return written + Encoding.UTF8.GetChars(raw, units[written..]);
            written += Encoding.UTF8.GetChars(raw[..escape], units[written..]);
            var kind = raw[escape + 1];
            var length = 2;
            units[written++] = kind switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'u' => (char)ushort.Parse(raw.Slice(escape + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                _ => (char)kind,
            };
            if (kind == 'u')
                length = 6;
            raw = raw[(escape + length)..];
        }
    }

    /// <summary>The length of a string value in Unicode code points (2020-12 Validation 6.3.1); a lone surrogate counts as one.</summary>
    public static int CodePoints(in JsonElement value)
    {
        var raw = Raw(value);
        if (!IsPlain(raw))
            return CodePoints(Decode(raw));
        var count = 0;
        foreach (var b in raw)
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        return count;
    }

    /// <summary>The length of a text in Unicode code points; a lone surrogate counts as one.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var i = 0; i < text.Length; i++, count++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        }

        return count;
    }

    /// <summary>A text with every lone surrogate replaced by U+FFFD.</summary>
    public static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            return string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
        }

        return text;
    }

    /// <summary>A text quoted for a message, at most 60 UTF-16 units of it.</summary>
    public static string Quote(string text)
    {
        var shown = text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
        return JsonSerializer.Serialize(WellFormed(shown), QuoteOptions);
    }

    private static readonly JsonSerializerOptions QuoteOptions = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
