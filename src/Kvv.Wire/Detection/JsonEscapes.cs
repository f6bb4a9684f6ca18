using System.Globalization;
using System.Text;

namespace Kvv.Wire.Detection;

/// <summary>Undoes JSON's escapes in a text that need not be valid JSON, so that a leak hidden behind an escape is seen.</summary>
internal static class JsonEscapes
{
    /// <summary>The text with <c>\n</c>, <c>\"</c>, <c>\uXXXX</c> and the like replaced; what is no escape stays as it is.</summary>
    public static string? Undo(string? text)
    {
        var escape = text?.IndexOf('\\') ?? -1;
        if (escape < 0)
            return text;
        var plain = new StringBuilder(text!.Length);
        var from = 0;
        while (escape >= 0 && escape + 1 < text.Length)
        {
            plain.Append(text, from, escape - from);
            from = escape + Replace(text, escape, plain);
            escape = text.IndexOf('\\', from);
        }

        return plain.Append(text, from, text.Length - from).ToString();
    }

    // Appends what the escape stands for and gives the number of characters it takes.
    private static int Replace(string text, int at, StringBuilder plain)
    {
        var mark = text[at + 1];
        if (mark == 'u' && at + 6 <= text.Length
            && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            plain.Append((char)unit);
            return 6;
        }

        plain.Append(mark switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => mark });
        return 2;
    }
}
