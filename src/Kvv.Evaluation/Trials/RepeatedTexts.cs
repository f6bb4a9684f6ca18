using System.Text;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// Short texts that come again on many lines (ids, sentences, finish reasons), so that a hundred thousand records share them.
/// A fixed number of places; a text that meets another in its place takes it. Thread-safe: a race costs a copy, no more.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int Places = 8192;
    private const int Longest = 128;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of some bytes.</summary>
    /// <param name="utf8">Valid UTF-8 without JSON escapes.</param>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
            return Encoding.UTF8.GetString(utf8);
        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var place = ref _texts[(uint)hash.ToHashCode() % Places];
        var known = Volatile.Read(ref place);
        if (known is not null && Ascii.Equals(utf8, known))
            return known;
        var text = Encoding.UTF8.GetString(utf8);
        Volatile.Write(ref place, text);
        return text;
    }
}
