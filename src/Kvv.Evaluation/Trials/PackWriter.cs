using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Kvv.Evaluation.Trials;

/// <summary>
/// Writes numbers and texts densely: a small number takes a byte, and a text that was written before is a reference to where it
/// stands. Not thread-safe.
/// </summary>
internal sealed class PackWriter(ByteLog log)
{
    // Shorter texts take no more than a reference to them.
    private const int ShortestReferred = 4;
    private const int LongestOnStack = 256;

    // Where texts stand, by hash: a text that meets another in its place takes it. Fixed, so that texts cost nothing but bytes.
    private readonly long[] _places = new long[2048];

    /// <summary>A number of seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    public void Number(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        log.Append(bytes[..length]);
    }

    /// <summary>A number of either sign, those near 0 short.</summary>
    public void Signed(long value) => Number(Folded(value));

    /// <summary>
    /// All bits of a number. One of few digits and at most four decimals, as milliseconds of a clock are, takes as many bytes as it
    /// needs: an even number is twice the ten-thousandths; 1 says that the bits follow.
    /// </summary>
    public void Exact(double value)
    {
        var units = Math.Round(value * PackReader.Fraction);
        if (Math.Abs(units) < PackReader.MostUnits && BitConverter.DoubleToInt64Bits((long)units / PackReader.Fraction) == BitConverter.DoubleToInt64Bits(value))
        {
            Number(Folded((long)units) << 1);
            return;
        }

        Number(1);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        log.Append(bytes);
    }

    /// <summary>Bytes as they are, whose number the reader knows.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => log.Append(bytes);

    /// <summary>A text; what is no valid UTF-16 is written as U+FFFD, as the journal does.</summary>
    public void Text(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        byte[]? rented = null;
        var bytes = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : rented = ArrayPool<byte>.Shared.Rent(most);
        Text(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>A text of UTF-8: an even number is twice its length and its bytes follow; an odd one says where such a text stands.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < ShortestReferred)
        {
            Inline(utf8);
            return;
        }

        var hash = default(HashCode);
        hash.AddBytes(utf8);
        ref var known = ref _places[(uint)hash.ToHashCode() % _places.Length];
        if (known > 0 && new PackReader(log, known - 1).IsText(utf8))
        {
            Number((ulong)(((known - 1) << 1) | 1));
            return;
        }

        known = log.Length + 1;
        Inline(utf8);
    }

    // Negative numbers between the others: those near 0 stay small.
    private static ulong Folded(long value) => (ulong)((value << 1) ^ (value >> 63));

    private void Inline(ReadOnlySpan<byte> utf8)
    {
        Number((ulong)utf8.Length << 1);
        log.Append(utf8);
    }
}
