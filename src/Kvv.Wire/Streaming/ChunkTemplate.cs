using System.Buffers;
using System.Text.Unicode;
using Kvv.Wire.Folding;
using Kvv.Wire.Json;

namespace Kvv.Wire.Streaming;

/// <summary>
/// Nearly every chunk of a stream differs from the one before in nothing but one piece of text. Such a chunk is told by its
/// bytes around the text and needs no parsing: reading it in full would append the text and do nothing else.
/// </summary>
internal sealed class ChunkTemplate
{
    // What ends a JSON string, starts an escape or may not stand in one.
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private readonly ByteBuffer _before = new();
    private readonly ByteBuffer _after = new();
    private TextBuffer? _text;

    /// <summary>Takes a chunk that was read in full and grew one text, without any anomaly, as the pattern of the next.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="growth">What it did, or <see langword="null"/> when it did anything else: then nothing is like it.</param>
    public void Learn(ReadOnlySpan<byte> chunk, TextGrowth? growth)
    {
        _text = growth?.Text;
        if (growth is not { } grown)
            return;
        _before.Set(chunk[..grown.Start]);
        _after.Set(chunk[(grown.Start + grown.Length)..]);
    }

    /// <summary>Appends the text of a chunk that is like the last one.</summary>
    /// <returns><see langword="false"/> when the chunk must be read in full.</returns>
    public bool TryAppend(ReadOnlySpan<byte> chunk)
    {
        var before = _before.Span;
        var after = _after.Span;
        var length = chunk.Length - before.Length - after.Length;
        if (_text is null || length <= 0 || !chunk.StartsWith(before) || !chunk.EndsWith(after))
            return false;
        var text = chunk.Slice(before.Length, length);
        if (text.ContainsAny(NotPlain) || !Utf8.IsValid(text))
            return false;
        _text.Append(text, escaped: false);
        return true;
    }
}
