using System.Buffers.Binary;

namespace Kvv.Evaluation.Images;

/// <summary>The first chunk of a PNG (PNG specification, third edition, 11.2.1).</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Depth">Bits a sample: 1, 2, 4, 8 or 16.</param>
/// <param name="ColourType">0 grey, 2 red-green-blue, 3 palette, 4 grey with alpha, 6 red-green-blue with alpha.</param>
/// <param name="IsInterlaced">Whether the rows come in seven passes (Adam7).</param>
internal sealed record PngHeader(int Width, int Height, int Depth, int ColourType, bool IsInterlaced)
{
    /// <summary>Samples of one pixel.</summary>
    public int Channels => ColourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Bytes of a row of so many pixels, without its filter byte.</summary>
    public int Stride(int width) => (int)((((long)width * Channels * Depth) + 7) / 8);

    /// <summary>Reads the chunk.</summary>
    /// <exception cref="InvalidDataException">It breaks the rules of the format, or the picture is larger than <see cref="Raster.MostPixels"/>.</exception>
    public static PngHeader Read(ReadOnlySpan<byte> data)
    {
        if (data.Length != 13)
            throw new InvalidDataException("The PNG has no proper header.");
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
        int depth = data[8], colour = data[9];
        var isKnown = (colour, depth) is (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16);
        if (width < 1 || height < 1 || !isKnown || data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw new InvalidDataException($"The PNG is of no known kind: {width} by {height} pixels, colour type {colour} with {depth} bits, methods {data[10]}, {data[11]} and {data[12]}.");
        if ((long)width * height > Raster.MostPixels)
            throw new InvalidDataException($"The PNG has {width} by {height} pixels; {Raster.MostPixels:N0} are the most.");
        return new(width, height, depth, colour, data[12] == 1);
    }
}
