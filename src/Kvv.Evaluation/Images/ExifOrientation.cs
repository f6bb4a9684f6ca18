using System.Buffers.Binary;

namespace Kvv.Evaluation.Images;

/// <summary>Finds how a photograph is to be turned (EXIF 2.32, tag 0x0112).</summary>
internal static class ExifOrientation
{
    private const int Tag = 0x0112;
    private const int ShortType = 3;

    /// <summary>The orientation, 1 to 8; null when the segment says nothing that makes sense.</summary>
    public static int? Read(ReadOnlySpan<byte> segment)
    {
        if (!segment.StartsWith("Exif\0\0"u8) || segment.Length < 14)
            return null;
        var tiff = segment[6..];
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (!isLittle && !tiff.StartsWith("MM\0*"u8))
            return null;
        var at = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2)
            return null;
        var entries = Number(tiff, (int)at, isLittle);
        for (var entry = (int)at + 2; entries > 0 && entry + 12 <= tiff.Length; entry += 12, entries--)
        {
            if (Number(tiff, entry, isLittle) == Tag && Number(tiff, entry + 2, isLittle) == ShortType)
                return Number(tiff, entry + 8, isLittle) is >= 1 and <= 8 and var value ? value : null;
        }

        return null;
    }

    private static int Number(ReadOnlySpan<byte> tiff, int at, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(tiff[at..]) : BinaryPrimitives.ReadUInt16BigEndian(tiff[at..]);
}
