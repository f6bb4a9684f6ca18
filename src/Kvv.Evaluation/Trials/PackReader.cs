using System.Buffers;
using System.Buffers.Binary;

namespace Kvv.Evaluation.Trials;

/// <summary>Reads what a <see cref="PackWriter"/> has written, in the same order.</summary>
internal ref struct PackReader(ByteLog log, long place)
{
    /// <summary>Units of a number of few decimals.</summary>
    public const double Fraction = 1e4;

    /// <summary>A number of so many units or more is written bit by bit.</summary>
    public const double MostUnits = 1L << 53;

    private const int LongestOnStack = 256;

    private long _place = place;

    /// <summary>A function of the bytes of a text.</summary>
    public delegate T OfText<out T>(ReadOnlySpan<byte> utf8);

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = log[_place++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public long Signed() => Unfolded(Number());

    public double Exact()
    {
        var head = Number();
        if ((head & 1) == 0)
            return Unfolded(head >> 1) / Fraction;
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        Raw(bytes);
        return BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    public void Raw(scoped Span<byte> into)
    {
        log.Read(_place, into);
        _place += into.Length;
    }

    /// <summary>A text, as what a function makes of its bytes.</summary>
    public T Text<T>(OfText<T> read)
    {
        var head = Number();
        if ((head & 1) == 1)
            return new PackReader(log, (long)(head >> 1)).Text(read);
        var length = (int)(head >> 1);
        byte[]? rented = null;
        var bytes = (length <= LongestOnStack ? stackalloc byte[LongestOnStack] : rented = ArrayPool<byte>.Shared.Rent(length))[..length];
        Raw(bytes);
        var text = read(bytes);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>Whether a text of these bytes stands here.</summary>
    public bool IsText(ReadOnlySpan<byte> utf8) => Number() == (ulong)utf8.Length << 1 && log.StartsWith(_place, utf8);

    private static long Unfolded(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
