using System.Buffers.Binary;

namespace Kvv.ReferenceVendor.Vision;

/// <summary>Whether an image file is whole: it ends where its format says it ends, and its checksums hold.</summary>
internal static class ImageFile
{
    /// <summary>What is wrong with a file of known kind, as the rest of a sentence; <see langword="null"/> when it is whole.</summary>
    public static string? Fault(ReadOnlySpan<byte> image) => image[0] switch
    {
        0x89 => Png(image),
        0xFF => image[^2..].SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xD9]) ? null : "is a truncated JPEG file",
        (byte)'G' => image[^1] == 0x3B ? null : "is a truncated GIF file",
        _ => BinaryPrimitives.ReadUInt32LittleEndian(image[4..]) + 8L <= image.Length ? null : "is a truncated WebP file",
    };

    /// <summary>PNG specification, clause 5: chunks of length, type, data and CRC, the last one IEND, at least one IDAT.</summary>
    private static string? Png(ReadOnlySpan<byte> image)
    {
        var hasData = false;
        for (var at = 8; at + 12 <= image.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(image[at..]);
            if (length < 0 || at + 12L + length > image.Length)
                break;
            var type = image.Slice(at + 4, 4);
            if (BinaryPrimitives.ReadUInt32BigEndian(image[(at + 8 + length)..]) != Crc(image.Slice(at + 4, 4 + length)))
                return "is a PNG file with a wrong checksum";
            hasData |= type.SequenceEqual("IDAT"u8);
            if (type.SequenceEqual("IEND"u8))
                return hasData ? null : "is a PNG file without picture data";
            at += 12 + length;
        }

        return "is a truncated PNG file";
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFF;
        foreach (var value in bytes)
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n =>
    {
        var value = (uint)n;
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
        return value;
    })];
}
