using System.Globalization;

namespace Kvv.Schemas;

/// <summary>Escapes that stand for one code point or a set, inside and outside of classes.</summary>
internal static class PatternEscapes
{
    /// <summary>Reads <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>\p{…}</c> and their negations; <see langword="null"/> and no move for anything else.</summary>
    public static CodePointSet? Set(string text, ref int position)
    {
        if (text[position] != '\\' || position + 1 >= text.Length)
            return null;
        var kind = text[position + 1];
        CodePointSet set;
        switch (kind)
        {
            case 'd' or 'D':
                set = PatternClasses.Digit;
                break;
            case 'w' or 'W':
                set = PatternClasses.Word;
                break;
            case 's' or 'S':
                set = PatternClasses.Space;
                break;
            case 'p' or 'P':
                var end = text.IndexOf('}', position);
                if (end < 0 || text[position + 2] != '{')
                    throw new PatternSyntaxException("a property escape is spelled \\p{Name}.", position);
                var name = text[(position + 3)..end];
                set = UnicodeProperties.Find(name)
                    ?? throw new PatternSyntaxException($"the Unicode property {JsonText.Quote(name)} is not known here.", position);
                position = end + 1;
                return kind == 'P' ? set.Complement() : set;
            default:
                return null;
        }

        position += 2;
        return char.IsUpper(kind) ? set.Complement() : set;
    }

    /// <summary>Reads an escaped code point; the position is on its backslash.</summary>
    public static int Character(string text, ref int position, bool insideClass)
    {
        var start = position;
        if (++position >= text.Length)
            throw new PatternSyntaxException("the pattern ends in a backslash.", start);
        var c = text[position++];
        switch (c)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'b' when insideClass:
                return '\b';
            case '0' when position >= text.Length || !char.IsAsciiDigit(text[position]):
                return 0;
            case 'c' when position < text.Length && char.IsAsciiLetter(text[position]):
                return text[position++] % 32;
            case 'x':
                return Hex(text, ref position, 2, start);
            case 'u':
                return Unicode(text, ref position, start);
        }

        if (char.IsAsciiLetterOrDigit(c))
            throw new PatternSyntaxException($"\\{c} is no escape of ECMA-262.", start);
        position--;
        return CodePointAt(text, ref position);
    }

    /// <summary>Reads one code point as it stands.</summary>
    public static int CodePointAt(string text, ref int position)
    {
        var c = text[position++];
        if (char.IsHighSurrogate(c) && position < text.Length && char.IsLowSurrogate(text[position]))
            return char.ConvertToUtf32(c, text[position++]);
        return c;
    }

    private static int Unicode(string text, ref int position, int start)
    {
        if (position < text.Length && text[position] == '{')
        {
            var end = text.IndexOf('}', position);
            if (end < 0 || !int.TryParse(text.AsSpan(position + 1, end - position - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                || value is < 0 or > CodePointSet.Last)
                throw new PatternSyntaxException("\\u{…} holds no code point.", start);
            position = end + 1;
            return value;
        }

        var unit = Hex(text, ref position, 4, start);
        if (!char.IsHighSurrogate((char)unit) || string.CompareOrdinal(text, position, "\\u", 0, 2) != 0)
            return unit;
        var next = position + 2;
        if (next >= text.Length || text[next] == '{')
            return unit;
        var low = Hex(text, ref next, 4, start);
        if (!char.IsLowSurrogate((char)low))
            return unit;
        position = next;
        return char.ConvertToUtf32((char)unit, (char)low);
    }

    private static int Hex(string text, ref int position, int digits, int start)
    {
        if (position + digits > text.Length
            || !int.TryParse(text.AsSpan(position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw new PatternSyntaxException($"the escape needs {digits} hexadecimal digits.", start);
        position += digits;
        return value;
    }
}
