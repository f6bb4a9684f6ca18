namespace Kvv.Evaluation.Images;

/// <summary>A picture as rows of pixels from the top left, four bytes each: red, green, blue, alpha (255 is opaque).</summary>
/// <param name="Width">Pixels across, at least 1.</param>
/// <param name="Height">Pixels down, at least 1.</param>
/// <param name="Rgba">The pixels, <c>4 · Width · Height</c> bytes.</param>
/// <param name="IsGrey">Whether it was stored as shades of grey without transparency.</param>
public sealed record Raster(int Width, int Height, byte[] Rgba, bool IsGrey = false)
{
    /// <summary>The most pixels a picture may have: more is taken for an attack on memory.</summary>
    public const int MostPixels = 100_000_000;

    /// <summary>The picture in another size: each pixel takes the colour of the nearest one.</summary>
    /// <param name="width">Pixels across, at least 1.</param>
    /// <param name="height">Pixels down, at least 1.</param>
    public Raster Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var pixels = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
        {
            // The middle of the pixel, in the coordinates of the source.
            var row = (int)((((2L * y) + 1) * Height) / (2L * height));
            for (var x = 0; x < width; x++)
            {
                var column = (int)((((2L * x) + 1) * Width) / (2L * width));
                Rgba.AsSpan(4 * ((row * Width) + column), 4).CopyTo(pixels.AsSpan(4 * ((y * width) + x)));
            }
        }

        return new(width, height, pixels, IsGrey);
    }

    /// <summary>The picture as it is to be seen, when it was stored with an EXIF orientation.</summary>
    /// <param name="orientation">1 to 8; 1 changes nothing.</param>
    public Raster Turn(int orientation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(orientation, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(orientation, 8);
        if (orientation == 1)
            return this;
        // From 5 on the stored rows are columns of the picture.
        var (width, height) = orientation > 4 ? (Height, Width) : (Width, Height);
        var pixels = new byte[Rgba.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (left, top) = orientation > 4 ? (y, x) : (x, y);
                var column = orientation is 2 or 3 or 7 or 8 ? Width - 1 - left : left;
                var row = orientation is 3 or 4 or 6 or 7 ? Height - 1 - top : top;
                Rgba.AsSpan(4 * ((row * Width) + column), 4).CopyTo(pixels.AsSpan(4 * ((y * width) + x)));
            }
        }

        return new(width, height, pixels, IsGrey);
    }
}
