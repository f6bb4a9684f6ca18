namespace Kvv.Wire.Detection;

/// <summary>Finds halves of surrogate pairs: UTF-16 that stands for no character.</summary>
internal static class LoneSurrogates
{
    /// <summary>Index of the first half without its other half, or -1.</summary>
    public static int IndexIn(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (true)
        {
            var next = text[at..].IndexOfAnyInRange('\uD800', '\uDFFF');
            if (next < 0)
                return -1;
            at += next;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return at;
            at += 2;
        }
    }
}
