using System.Buffers.Binary;
using System.IO.Compression;

namespace Kvv.ReferenceVendor.Vision;

/// <summary>
/// Names the colour that covers most of a PNG. Reads 8-bit grey, RGB and RGBA images that are not interlaced (PNG
/// specification, clauses 7 to 10); of others it says nothing.
/// </summary>
internal static class PngColour
{
    private const int MostPixels = 16_000_000;

    private static readonly (string Name, int R, int G, int B)[] Colours =
    [
        ("black", 0, 0, 0), ("white", 255, 255, 255), ("grey", 128, 128, 128), ("red", 220, 20, 20), ("green", 20, 160, 20),
        ("blue", 20, 20, 220), ("yellow", 240, 230, 20), ("orange", 250, 150, 20), ("purple", 130, 20, 150), ("cyan", 20, 230, 230),
        ("magenta", 230, 20, 230), ("brown", 120, 70, 20), ("pink", 250, 180, 195),
    ];

    public static string? Dominant(byte[] png)
    {
        if (png.Length < 33 || png[0] != 0x89 || png[24] != 8 || png[28] != 0)
            return null;
        var (width, height) = ImageData.Size(png)!.Value;
        var channels = png[25] switch { 0 => 1, 2 => 3, 6 => 4, _ => 0 };
        if (channels == 0 || width <= 0 || height <= 0 || (long)width * height > MostPixels)
            return null;
        var rows = Inflate(png, (width * channels + 1) * height);
        return rows is null ? null : Count(rows, width, height, channels);
    }

    private static string Count(byte[] rows, int width, int height, int channels)
    {
        var counts = new int[Colours.Length];
        var stride = width * channels;
        var above = new byte[stride];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * (stride + 1) + 1, stride);
            Unfilter(rows[y * (stride + 1)], row, above, channels);
            for (var x = 0; x < stride; x += channels)
                counts[Nearest(row[x], row[channels == 1 ? x : x + 1], row[channels == 1 ? x : x + 2])]++;
            row.CopyTo(above);
        }

        return Colours[Array.IndexOf(counts, counts.Max())].Name;
    }

    private static int Nearest(int r, int g, int b) => Enumerable.Range(0, Colours.Length)
        .MinBy(i => (Colours[i].R - r) * (Colours[i].R - r) + (Colours[i].G - g) * (Colours[i].G - g) + (Colours[i].B - b) * (Colours[i].B - b));

    private static void Unfilter(byte filter, Span<byte> row, byte[] above, int channels)
    {
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= channels ? row[i - channels] : 0, up = above[i], corner = i >= channels ? above[i - channels] : 0;
            row[i] += filter switch
            {
                1 => (byte)left,
                2 => (byte)up,
                3 => (byte)((left + up) / 2),
                4 => Paeth(left, up, corner),
                _ => 0,
            };
        }
    }

    private static byte Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return (byte)(a <= b && a <= c ? left : b <= c ? up : corner);
    }

    private static byte[]? Inflate(byte[] png, int expected)
    {
        using var data = new MemoryStream();
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (length < 0 || at + 12L + length > png.Length)
                return null;
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
                data.Write(png, at + 8, length);
            at += 12 + length;
        }

        data.Position = 0;
        var rows = new byte[expected];
        try
        {
            using var inflater = new ZLibStream(data, CompressionMode.Decompress);
            inflater.ReadExactly(rows);
            return rows;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            // A broken image has no colour to name; the answer then speaks of its size only.
            return null;
        }
    }
}
