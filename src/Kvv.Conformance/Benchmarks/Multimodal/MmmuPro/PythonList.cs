using System.Globalization;
using System.Text;

namespace Kvv.Conformance.Benchmarks.Multimodal.MmmuPro;

/// <summary>
/// Reads a list of strings written as a Python literal (<c>['a', "b's", r'\d']</c>), as the data set keeps its options. Numbers
/// and names stand for their text. Grammar: the Python reference, 2.4.1 (string literals) and 6.2.5 (list displays).
/// </summary>
internal static class PythonList
{
    /// <summary>Reads the literal.</summary>
    /// <exception cref="FormatException">The text is no list of strings; the message says where.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var at = 0;
        Skip(text, ref at);
        Expect(text, ref at, '[');
        var items = new List<string>();
        while (true)
        {
            Skip(text, ref at);
            if (Peek(text, at) == ']')
                break;
            items.Add(Item(text, ref at));
            Skip(text, ref at);
            if (Peek(text, at) != ',')
                break;
            at++;
        }

        Expect(text, ref at, ']');
        Skip(text, ref at);
        return at == text.Length ? items : throw new FormatException($"Text after the list, at character {at}.");
    }

    private static char Peek(string text, int at) => at < text.Length ? text[at] : '\0';

    private static void Skip(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private static void Expect(string text, ref int at, char wanted)
    {
        if (Peek(text, at) != wanted)
            throw new FormatException($"Expected '{wanted}' at character {at}.");
        at++;
    }

    private static string Item(string text, ref int at)
    {
        var raw = false;
        if (Peek(text, at) is 'r' or 'R' or 'u' or 'U' && Peek(text, at + 1) is '\'' or '"')
            raw = text[at++] is 'r' or 'R';
        if (Peek(text, at) is '\'' or '"')
        {
            var value = Literal(text, ref at, raw);
            // Neighbouring literals are one string.
            Skip(text, ref at);
            return Peek(text, at) is '\'' or '"' ? value + Item(text, ref at) : value;
        }

        var start = at;
        while (at < text.Length && text[at] is not (',' or ']'))
            at++;
        var bare = text[start..at].Trim();
        return bare.Length > 0 ? bare : throw new FormatException($"Nothing between two commas, at character {start}.");
    }

    private static string Literal(string text, ref int at, bool raw)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        while (true)
        {
            var next = at < text.Length ? text[at++] : throw new FormatException("A string without an end.");
            if (next == quote)
                return value.ToString();
            if (next == '\\' && at < text.Length)
                Escape(text, ref at, raw, value);
            else
                value.Append(next);
        }
    }

    private static void Escape(string text, ref int at, bool raw, StringBuilder value)
    {
        var kind = text[at++];
        if (raw)
        {
            value.Append('\\').Append(kind);
            return;
        }

        switch (kind)
        {
            case 'n': value.Append('\n'); break;
            case 't': value.Append('\t'); break;
            case 'r': value.Append('\r'); break;
            case '\\' or '\'' or '"': value.Append(kind); break;
            case '\n': break;
            case 'x': value.Append(Code(text, ref at, 2)); break;
            case 'u': value.Append(Code(text, ref at, 4)); break;
            case 'U': value.Append(Code(text, ref at, 8)); break;
            // An escape that Python does not know stays as it is: options hold LaTeX.
            default: value.Append('\\').Append(kind); break;
        }
    }

    private static string Code(string text, ref int at, int digits)
    {
        if (at + digits > text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || !(digits < 8 || (code is >= 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF))))
            throw new FormatException($"A character code of {digits} digits was expected at character {at}.");
        at += digits;
        return digits < 8 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
    }
}
