using System.Buffers.Binary;

namespace Kvv.Evaluation.Datasets.Pulling;

/// <summary>What the bytes of a picture say of themselves.</summary>
/// <param name="MediaType">By the signature, whatever a server called it.</param>
/// <param name="Width">Pixels across, where the header says so.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsWhole">Whether the end of the file is there.</param>
internal sealed record PictureHeader(string MediaType, int? Width, int? Height, bool IsWhole)
{
    /// <summary>Reads PNG, JPEG, GIF, WebP, BMP or TIFF.</summary>
    /// <returns><see langword="null"/> when the bytes begin like none of them.</returns>
    public static PictureHeader? Read(ReadOnlySpan<byte> data)
    {
        if (data.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
            return Png(data);
        if (data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return Jpeg(data);
        if (data.StartsWith("GIF8"u8))
            return new("image/gif", Little(data, 6), Little(data, 8), data.TrimEnd((byte)0).EndsWith((ReadOnlySpan<byte>)[0x3B]));
        if (data.Length >= 16 && data.StartsWith("RIFF"u8) && data[8..].StartsWith("WEBP"u8))
            return WebP(data);
        if (data.Length >= 26 && data.StartsWith("BM"u8))
            return new("image/bmp", BinaryPrimitives.ReadInt32LittleEndian(data[18..]), Math.Abs(BinaryPrimitives.ReadInt32LittleEndian(data[22..])), BinaryPrimitives.ReadUInt32LittleEndian(data[2..]) <= data.Length);
        return data.StartsWith("II*\0"u8) || data.StartsWith("MM\0*"u8) ? new("image/tiff", null, null, true) : null;
    }

    /// <summary>Chunks up to IEND (PNG specification, 5.3).</summary>
    private static PictureHeader Png(ReadOnlySpan<byte> data)
    {
        var (width, height) = data.Length >= 24 ? (Big(data, 16), Big(data, 20)) : (0, 0);
        for (long at = 8; at + 12 <= data.Length;)
        {
            var chunk = data[(int)at..];
            if (chunk[4..].StartsWith("IEND"u8))
                return new("image/png", width, height, true);
            at += 12L + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return new("image/png", null, null, false);
    }

    /// <summary>Segments up to the start of the scan, then the end mark (ITU-T T.81, B.1).</summary>
    private static PictureHeader Jpeg(ReadOnlySpan<byte> data)
    {
        int? width = null, height = null;
        var at = 2;
        while (at + 9 <= data.Length && data[at] == 0xFF)
        {
            var marker = data[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(data[(at + 5)..]), BinaryPrimitives.ReadUInt16BigEndian(data[(at + 7)..]));
            if (marker == 0xDA)
                return new("image/jpeg", width, height, data[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0);
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2)..]);
        }

        return new("image/jpeg", width, height, false);
    }

    private static PictureHeader WebP(ReadOnlySpan<byte> data)
    {
        var isWhole = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]) + 8L <= data.Length;
        if (data.Length < 30)
            return new("image/webp", null, null, false);
        if (data[12..].StartsWith("VP8X"u8))
            return new("image/webp", 1 + (data[24] | data[25] << 8 | data[26] << 16), 1 + (data[27] | data[28] << 8 | data[29] << 16), isWhole);
        if (data[12..].StartsWith("VP8L"u8))
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[21..]);
            return new("image/webp", 1 + (int)(bits & 0x3FFF), 1 + (int)(bits >> 14 & 0x3FFF), isWhole);
        }

        return new("image/webp", Little(data, 26) & 0x3FFF, Little(data, 28) & 0x3FFF, isWhole);
    }

    private static int Big(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt32BigEndian(data[at..]);

    private static int? Little(ReadOnlySpan<byte> data, int at) => data.Length >= at + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(data[at..]) : null;
}
