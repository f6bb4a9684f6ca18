using System.Globalization;
using System.Text;
using Kvv.Wire.Detection;

namespace Kvv.Wire.Json;

/// <summary>Text that grows by JSON strings, without a string for each piece.</summary>
internal sealed class TextBuffer
{
    private char[] _chars = [];

    /// <summary>UTF-16 units so far.</summary>
    public int Length { get; private set; }

    /// <summary>Appends the inside of a JSON string that is known to be well-formed.</summary>
    /// <param name="utf8">Bytes between the quotes.</param>
    /// <param name="escaped">Whether they hold escapes.</param>
    /// <returns>Whether every surrogate in it has its partner; a half is appended as it is.</returns>
    public bool Append(ReadOnlySpan<byte> utf8, bool escaped)
    {
        // Neither decoding nor unescaping yields more UTF-16 units than there are bytes.
        Reserve(utf8.Length);
        if (!escaped)
        {
            AppendPlain(utf8);
            return true;
        }

        var start = Length;
        while (!utf8.IsEmpty)
        {
            var escape = utf8.IndexOf((byte)'\\');
            AppendPlain(escape < 0 ? utf8 : utf8[..escape]);
            if (escape < 0)
                break;
            utf8 = utf8[(escape + AppendEscape(utf8[escape..]))..];
        }

        return LoneSurrogates.IndexIn(_chars.AsSpan(start, Length - start)) < 0;
    }

    public override string ToString() => new(_chars, 0, Length);

    private void AppendPlain(ReadOnlySpan<byte> utf8) => Length += Encoding.UTF8.GetChars(utf8, _chars.AsSpan(Length));

    private int AppendEscape(ReadOnlySpan<byte> text)
    {
        var (character, used) = (char)text[1] switch
        {
            'n' => ('\n', 2),
            't' => ('\t', 2),
            'r' => ('\r', 2),
            'b' => ('\b', 2),
            'f' => ('\f', 2),
            'u' => ((char)ushort.Parse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture), 6),
            var itself => (itself, 2),
        };
        _chars[Length++] = character;
        return used;
    }

    private void Reserve(int more)
    {
        if (_chars.Length - Length < more)
            Array.Resize(ref _chars, Math.Max(Length + more, _chars.Length * 2));
    }
}
