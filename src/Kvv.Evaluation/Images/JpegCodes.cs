namespace Kvv.Evaluation.Images;

/// <summary>A Huffman table as a decoder uses it (T.81, annex C and F.2.2.3).</summary>
internal sealed class JpegCodes
{
    private const int QuickBits = 9;

    // For the first bits of a code: its length above, its value below, in eight bits; 0 where the code is longer.
    private readonly int[] _quick = new int[1 << QuickBits];
    private readonly int[] _last = new int[17];
    private readonly int[] _offset = new int[17];
    private readonly byte[] _values;

    /// <summary>Lays out a table.</summary>
    /// <param name="counts">How many codes have 1 to 16 bits.</param>
    /// <param name="values">Their values, in order.</param>
    /// <exception cref="InvalidDataException">There are more codes of a length than bits allow.</exception>
    public JpegCodes(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        var (code, next) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
        {
            _offset[length] = next - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, next++)
            {
                if (length <= QuickBits && code < 1 << length)
                    Array.Fill(_quick, (length << 8) | _values[next], code << (QuickBits - length), 1 << (QuickBits - length));
            }

            _last[length] = code - 1;
            if (code > 1 << length)
                throw new InvalidDataException("The JPEG has a table of codes that contradict each other.");
        }
    }

    /// <summary>The value of the next code.</summary>
    /// <exception cref="InvalidDataException">No code begins so, or the bits end.</exception>
    public int Read(JpegBits bits)
    {
        var next = bits.Peek();
        if (_quick[next >> (16 - QuickBits)] is > 0 and var quick)
        {
            bits.Skip(quick >> 8);
            return quick & 0xFF;
        }

        for (var length = QuickBits + 1; length <= 16; length++)
        {
            var code = next >> (16 - length);
            if (code > _last[length])
                continue;
            bits.Skip(length);
            return _values[code + _offset[length]];
        }

        throw new InvalidDataException("The JPEG has bits that are no code.");
    }
}
