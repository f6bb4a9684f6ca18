namespace Kvv.Evaluation.Trials;

/// <summary>
/// Bytes that are only added to, in blocks of one size: growing moves nothing and wastes at most a block. Any number of readers
/// while nobody writes.
/// </summary>
internal sealed class ByteLog
{
    private const int BlockSize = 16 * 1024;

    private readonly List<byte[]> _blocks = [];

    /// <summary>Bytes added so far: the place of the next one.</summary>
    public long Length { get; private set; }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var at = (int)(Length % BlockSize);
            if (at == 0)
                _blocks.Add(new byte[BlockSize]);
            var fits = Math.Min(bytes.Length, BlockSize - at);
            bytes[..fits].CopyTo(_blocks[^1].AsSpan(at));
            Length += fits;
            bytes = bytes[fits..];
        }
    }

    /// <summary>Copies bytes out.</summary>
    /// <param name="place">Where they begin.</param>
    /// <param name="into">Filled; all of it must lie before <see cref="Length"/>.</param>
    public void Read(long place, Span<byte> into)
    {
        while (into.Length > 0)
        {
            var at = (int)(place % BlockSize);
            var fits = Math.Min(into.Length, BlockSize - at);
            _blocks[(int)(place / BlockSize)].AsSpan(at, fits).CopyTo(into);
            place += fits;
            into = into[fits..];
        }
    }

    /// <summary>One byte.</summary>
    public byte this[long place] => _blocks[(int)(place / BlockSize)][(int)(place % BlockSize)];

    /// <summary>Whether some bytes stand at a place.</summary>
    public bool StartsWith(long place, ReadOnlySpan<byte> bytes)
    {
        if (place + bytes.Length > Length)
            return false;
        while (bytes.Length > 0)
        {
            var at = (int)(place % BlockSize);
            var fits = Math.Min(bytes.Length, BlockSize - at);
            if (!_blocks[(int)(place / BlockSize)].AsSpan(at, fits).SequenceEqual(bytes[..fits]))
                return false;
            place += fits;
            bytes = bytes[fits..];
        }

        return true;
    }
}
