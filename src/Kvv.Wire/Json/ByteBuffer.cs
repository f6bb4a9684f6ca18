namespace Kvv.Wire.Json;

/// <summary>Bytes that grow, or are replaced, without an array for each piece.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = [];
    private int _length;

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>The bytes as a stream that is valid until the next change.</summary>
    public MemoryStream AsStream() => new(_bytes, 0, _length, writable: false);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + bytes.Length, _bytes.Length * 2));
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Set(ReadOnlySpan<byte> bytes)
    {
        _length = 0;
        Append(bytes);
    }
}
