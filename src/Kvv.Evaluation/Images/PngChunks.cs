using System.Buffers.Binary;
using System.Text;

namespace Kvv.Evaluation.Images;

/// <summary>The chunks of a PNG file (PNG specification, third edition, clause 5): length, type, data and a checksum over the last two.</summary>
internal static class PngChunks
{
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var value = (uint)n;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
        return value;
    })];

    /// <summary>The chunks up to the end of the picture.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">It is no PNG, is cut short, or a checksum does not hold.</exception>
    public static IEnumerable<(string Type, ReadOnlyMemory<byte> Data)> Read(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith(Signature))
            throw new InvalidDataException("The file is no PNG.");
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.Span[at..]);
            if (length < 0 || at + 12L + length > file.Length)
                break;
            if (BinaryPrimitives.ReadUInt32BigEndian(file.Span[(at + 8 + length)..]) != Crc(file.Span.Slice(at + 4, 4 + length)))
                throw new InvalidDataException("The PNG has a wrong checksum.");
            var type = Encoding.ASCII.GetString(file.Span.Slice(at + 4, 4));
            yield return (type, file.Slice(at + 8, length));
            if (type == "IEND")
                yield break;
            at += 12 + length;
        }

        throw new InvalidDataException("The PNG is cut short.");
    }

    /// <summary>Writes a chunk.</summary>
    public static void Write(Stream to, string type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        to.Write(chunk);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }
}
