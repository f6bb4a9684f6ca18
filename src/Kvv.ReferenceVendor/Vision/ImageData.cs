using System.Buffers.Binary;

namespace Kvv.ReferenceVendor.Vision;

/// <summary>Reads images out of data URLs. Addresses on the network are refused: this endpoint calls nobody.</summary>
internal static class ImageData
{
    private static ReadOnlySpan<byte> PngMagic => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The image in a data URL.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="bytes">The image file.</param>
    /// <param name="why">When it is none: what is wrong, as the rest of a sentence.</param>
    public static bool TryRead(string url, out byte[] bytes, out string why)
    {
        if (!TryDecode(url, out bytes, out why))
            return false;
        if (Size(bytes) is null)
            why = "is neither a PNG, JPEG, GIF nor WebP image";
        else
            why = ImageFile.Fault(bytes) ?? "";
        return why.Length == 0;
    }

    /// <summary>The bytes in a base64 data URL, whatever they are.</summary>
    public static bool TryDecode(string url, out byte[] bytes, out string why)
    {
        bytes = [];
        why = "";
        if (!url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            why = "must be a data URL; this endpoint does not fetch addresses";
            return false;
        }

        var comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !url[..comma].EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
        {
            why = "must be base64 data";
            return false;
        }

        var buffer = new byte[(url.Length - comma) * 3 / 4 + 3];
        if (!Convert.TryFromBase64Chars(url.AsSpan(comma + 1), buffer, out var length))
        {
            why = "is not valid base64";
            return false;
        }

        bytes = buffer[..length];
        return true;
    }

    /// <summary>Width and height in pixels from the header; <see langword="null"/> when it is no image this endpoint knows.</summary>
    public static (int Width, int Height)? Size(ReadOnlySpan<byte> image)
    {
        if (image.Length >= 24 && image.StartsWith(PngMagic))
            return (BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..]));
        if (image.Length >= 10 && image.StartsWith("GIF8"u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(image[6..]), BinaryPrimitives.ReadUInt16LittleEndian(image[8..]));
        if (image.Length >= 30 && image.StartsWith("RIFF"u8) && image[8..].StartsWith("WEBP"u8))
            return Webp(image);
        return image.Length >= 4 && image[0] == 0xFF && image[1] == 0xD8 ? Jpeg(image) : null;
    }

    /// <summary>The first chunk of a WebP file: VP8 (RFC 6386, 9.1), VP8L or VP8X (RFC 9649, 2.5 to 2.7).</summary>
    private static (int Width, int Height)? Webp(ReadOnlySpan<byte> image)
    {
        var chunk = image[12..];
        if (chunk.StartsWith("VP8 "u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3FFF);
        if (chunk.StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]);
            return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
        }

        return chunk.StartsWith("VP8X"u8) ? (Triple(chunk[12..]) + 1, Triple(chunk[15..]) + 1) : null;
    }

    private static int Triple(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    /// <summary>Walks the JPEG segments to the frame header (SOF0 … SOF15 without DHT, JPG and DAC), ITU T.81 B.2.2.</summary>
    private static (int Width, int Height)? Jpeg(ReadOnlySpan<byte> image)
    {
        var at = 2;
        while (at + 9 < image.Length && image[at] == 0xFF)
        {
            var marker = image[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
                return (BinaryPrimitives.ReadUInt16BigEndian(image[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(image[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(image[(at + 2)..]);
        }

        return null;
    }
}
