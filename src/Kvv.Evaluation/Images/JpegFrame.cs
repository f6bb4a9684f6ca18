using System.Buffers.Binary;

namespace Kvv.Evaluation.Images;

/// <summary>The frame header (T.81, B.2.2): the sides of the picture, its components, and how they are coded.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="IsProgressive">Whether coefficients come in several scans, roughly first.</param>
/// <param name="Components">One, three or four.</param>
internal sealed record JpegFrame(int Width, int Height, bool IsProgressive, IReadOnlyList<JpegComponent> Components)
{
    /// <summary>The largest share of samples across that a component has.</summary>
    public int MostAcross => Components.Max(c => c.Across);

    /// <summary>The largest share of samples down that a component has.</summary>
    public int MostDown => Components.Max(c => c.Down);

    /// <summary>Units across: each holds a few blocks of every component.</summary>
    public int UnitsAcross => Ceiling(Width, 8 * MostAcross);

    /// <summary>Units down.</summary>
    public int UnitsDown => Ceiling(Height, 8 * MostDown);

    /// <summary>Reads the header and makes room for the picture.</summary>
    /// <param name="marker">The marker before it.</param>
    /// <param name="segment">The header.</param>
    /// <param name="fileLength">Bytes of the whole file.</param>
    /// <exception cref="InvalidDataException">
    /// The coding is none that we read, the header breaks the rules, the picture is larger than <see cref="Raster.MostPixels"/>,
    /// or larger than a file of this length can hold.
    /// </exception>
    public static JpegFrame Read(int marker, ReadOnlySpan<byte> segment, int fileLength)
    {
        if (marker is not (0xC0 or 0xC1 or 0xC2))
            throw new InvalidDataException($"The JPEG is coded by process {marker - 0xC0}; only baseline, extended and progressive Huffman coding (0, 1 and 2) are read.");
        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
            throw new InvalidDataException("The JPEG has no proper frame header.");
        if (segment[0] != 8)
            throw new InvalidDataException($"The JPEG has samples of {segment[0]} bits; only 8 are read.");
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        if (width == 0 || height == 0 || (long)width * height > Raster.MostPixels)
            throw new InvalidDataException($"The JPEG says that it has {width} by {height} pixels; 1 to {Raster.MostPixels:N0} are read.");
        var frame = new JpegFrame(width, height, marker == 0xC2, Read(segment[6..], width, height));
        frame.Allocate(fileLength);
        return frame;
    }

    private static List<JpegComponent> Read(ReadOnlySpan<byte> list, int width, int height)
    {
        var (mostAcross, mostDown) = (1, 1);
        for (var i = 0; i + 2 < list.Length; i += 3)
            (mostAcross, mostDown) = (Math.Max(mostAcross, list[i + 1] >> 4), Math.Max(mostDown, list[i + 1] & 15));
        var components = new List<JpegComponent>();
        for (var i = 0; i + 2 < list.Length; i += 3)
        {
            var (id, across, down) = (list[i], list[i + 1] >> 4, list[i + 1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || components.Any(c => c.Id == id))
                throw new InvalidDataException("The JPEG has a component that breaks the rules.");
            components.Add(new(id, across, down, list[i + 2], Ceiling(width * across, mostAcross), Ceiling(height * down, mostDown)));
        }

        return components.Count is 1 or 3 or 4 ? components : throw new InvalidDataException($"The JPEG has {components.Count} components; 1, 3 or 4 are read.");
    }

    /// <summary>Every block costs a bit at least. So a small file cannot make us take much memory.</summary>
    private void Allocate(int fileLength)
    {
        var blocks = Components.Sum(c => (long)c.BlocksAcross * c.BlocksDown);
        if (blocks > 8L * fileLength)
            throw new InvalidDataException($"The JPEG says that it has {Width} by {Height} pixels, more than its {fileLength:N0} bytes can hold.");
        foreach (var component in Components)
            component.Allocate(UnitsAcross, UnitsDown);
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
