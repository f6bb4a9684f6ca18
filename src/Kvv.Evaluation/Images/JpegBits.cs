namespace Kvv.Evaluation.Images;

/// <summary>Reads the bits of a scan, the highest of each byte first (T.81, F.2.2.5).</summary>
/// <param name="file">The file.</param>
/// <param name="position">Where the scan's bits begin.</param>
internal sealed class JpegBits(ReadOnlyMemory<byte> file, int position)
{
    private uint _bits;
    private int _count;

    /// <summary>The first byte not taken yet; never beyond the next marker.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The next 16 bits without taking them, zeros where the scan has ended.</summary>
    public int Peek()
    {
        if (_count < 16)
            Fill();
        return (int)(_bits >> 16);
    }

    /// <summary>Takes up to 16 bits that were seen.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public void Skip(int count)
    {
        if (_count < count)
            throw new InvalidDataException("The JPEG ends within the bits of a scan.");
        _bits <<= count;
        _count -= count;
    }

    /// <summary>The next bits as a number.</summary>
    /// <param name="count">How many, 0 to 16.</param>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public int Take(int count)
    {
        var value = Peek() >> (16 - count);
        Skip(count);
        return value;
    }

    /// <summary>A value from as many bits as its size says; those that begin with 0 are negative (figure F.12).</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    public int Value(int size)
    {
        var value = Take(size);
        return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Goes past a restart marker; the bits before it were filled up to a byte.</summary>
    /// <param name="number">The marker's number, 0 to 7.</param>
    /// <exception cref="InvalidDataException">Another byte stands there.</exception>
    public void Restart(int number)
    {
        var bytes = file.Span;
        (_bits, _count) = (0, 0);
        var at = Position;
        // Any number of 0xFF may stand before a marker.
        while (at < bytes.Length && bytes[at] == 0xFF)
            at++;
        if (at == Position || at >= bytes.Length || bytes[at] != 0xD0 + number)
            throw new InvalidDataException("The JPEG misses a restart marker.");
        Position = at + 1;
    }

    private void Fill()
    {
        var bytes = file.Span;
        while (_count <= 24 && Position < bytes.Length)
        {
            uint value = bytes[Position];
            if (value == 0xFF)
            {
                // 0xFF is a byte of the scan when a zero follows it, else a marker.
                if (Position + 1 >= bytes.Length || bytes[Position + 1] != 0)
                    return;
                Position++;
            }

            Position++;
            _bits |= value << (24 - _count);
            _count += 8;
        }
    }
}
