using System.IO.Compression;

namespace Kvv.Evaluation.Images;

/// <summary>
/// Reads PNG pictures of every colour type, depth and interlacing (PNG specification, third edition). 16 bits become 8 by
/// rounding; transparency of palettes and of single colours becomes alpha. Colour profiles and gamma are left alone.
/// </summary>
public static class PngDecoder
{
    // Adam7 (clause 8.1): where each pass begins and how far its pixels lie apart, across and down.
    private static readonly (int X, int Y, int Dx, int Dy)[] Passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int X, int Y, int Dx, int Dy)[] OnePass = [(0, 0, 1, 1)];

    /// <summary>Reads a picture.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidDataException">The file is no PNG, is damaged, or has more than <see cref="Raster.MostPixels"/> pixels.</exception>
    public static Raster Decode(ReadOnlyMemory<byte> file)
    {
        PngHeader? header = null;
        ReadOnlyMemory<byte> palette = default, transparency = default;
        using var packed = new MemoryStream();
        foreach (var (type, data) in PngChunks.Read(file))
        {
            if (header is null && type != "IHDR")
                throw new InvalidDataException("The PNG does not begin with its header.");
            switch (type)
            {
                case "IHDR":
                    header = PngHeader.Read(data.Span);
                    break;
                case "PLTE":
                    palette = data;
                    break;
                case "tRNS":
                    transparency = data;
                    break;
                case "IDAT":
                    packed.Write(data.Span);
                    break;
                default:
                    // Capital first letter: a picture is not to be read without understanding the chunk.
                    if (char.IsAsciiLetterUpper(type[0]) && type != "IEND")
                        throw new InvalidDataException($"The PNG has the unknown chunk {type}.");
                    break;
            }
        }

        packed.Position = 0;
        return Pixels(header!, new PngColours(header!, palette.Span, transparency.Span), packed);
    }

    private static Raster Pixels(PngHeader header, PngColours colours, Stream packed)
    {
        var raster = new Raster(header.Width, header.Height, new byte[4 * header.Width * header.Height], colours.IsGrey);
        using var rows = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            foreach (var pass in header.IsInterlaced ? Passes : OnePass)
                ReadPass(header, colours, raster, pass, rows);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The PNG ends before its last row.", e);
        }

        return raster;
    }

    private static void ReadPass(PngHeader header, PngColours colours, Raster raster, (int X, int Y, int Dx, int Dy) pass, Stream rows)
    {
        var width = (header.Width - pass.X + pass.Dx - 1) / pass.Dx;
        if (width <= 0)
            return;
        // A byte at least is the distance to the pixel on the left (clause 9.2).
        var distance = Math.Max(1, header.Channels * header.Depth / 8);
        var (row, above) = (new byte[header.Stride(width)], new byte[header.Stride(width)]);
        for (var y = pass.Y; y < header.Height; y += pass.Dy)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row);
            Unfilter(filter, row, above, distance);
            for (var i = 0; i < width; i++)
                colours.Pixel(row, i, raster.Rgba.AsSpan(4 * ((y * header.Width) + pass.X + (i * pass.Dx)), 4));
            (row, above) = (above, row);
        }
    }

    /// <summary>Clause 9: each byte was stored as its difference to a guess from its neighbours.</summary>
    private static void Unfilter(int filter, byte[] row, byte[] above, int distance)
    {
        if (filter is < 0 or > 4)
            throw filter < 0 ? new EndOfStreamException() : new InvalidDataException($"The PNG has a row with the unknown filter {filter}.");
        for (var i = 0; i < row.Length; i++)
        {
            int left = i >= distance ? row[i - distance] : 0, up = above[i], corner = i >= distance ? above[i - distance] : 0;
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
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return (byte)(a <= b && a <= c ? left : b <= c ? up : corner);
    }
}
