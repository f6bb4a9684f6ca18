using System.Buffers;

namespace Kvv.Schemas;

/// <summary>The decoded units of a JSON string in a pooled buffer, returned when disposed.</summary>
internal readonly ref struct DecodedText
{
    private readonly char[] _buffer;

    /// <summary>Decodes the bytes between the quotes.</summary>
    public DecodedText(ReadOnlySpan<byte> raw)
    {
        _buffer = ArrayPool<char>.Shared.Rent(raw.Length);
        Units = _buffer.AsSpan(0, JsonText.Decode(raw, _buffer));
    }

    /// <summary>The text; not valid after disposal.</summary>
    public ReadOnlySpan<char> Units { get; }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => ArrayPool<char>.Shared.Return(_buffer);
}
