namespace Kvv.Evaluation.Images;

/// <summary>One component of a picture; beyond its edges the last row and column go on.</summary>
/// <param name="Width">Samples across.</param>
/// <param name="Height">Samples down.</param>
/// <param name="Samples">Row by row.</param>
internal sealed record JpegPlane(int Width, int Height, byte[] Samples)
{
    public int At(int x, int y) => Samples[(Math.Min(y, Height - 1) * Width) + Math.Min(x, Width - 1)];
}

/// <summary>A picture as brightness and two differences of colour (JFIF 1.02, ITU-R BT.601 with the full range).</summary>
/// <param name="Brightness">In full size.</param>
/// <param name="Blue">The difference of blue, at half the size.</param>
/// <param name="Red">The difference of red, at half the size.</param>
internal sealed record JpegPlanes(JpegPlane Brightness, JpegPlane Blue, JpegPlane Red)
{
    // Factors in 1/65536.
    private const int Half = 1 << 15;
    private const int Middle = 128 << 16;

    public static JpegPlanes Of(Raster raster)
    {
        var (width, height, pixels) = (raster.Width, raster.Height, raster.Rgba);
        var (y, cb, cr) = (new byte[width * height], new byte[width * height], new byte[width * height]);
        for (var i = 0; i < y.Length; i++)
        {
            int r = pixels[4 * i], g = pixels[(4 * i) + 1], b = pixels[(4 * i) + 2];
            y[i] = (byte)(((19_595 * r) + (38_470 * g) + (7_471 * b) + Half) >> 16);
            cb[i] = (byte)Math.Min(255, ((-11_059 * r) - (21_709 * g) + (32_768 * b) + Middle + Half - 1) >> 16);
            cr[i] = (byte)Math.Min(255, ((32_768 * r) - (27_439 * g) - (5_329 * b) + Middle + Half - 1) >> 16);
        }

        return new(new(width, height, y), Halve(new(width, height, cb)), Halve(new(width, height, cr)));
    }

    private static JpegPlane Halve(JpegPlane plane)
    {
        var (width, height) = ((plane.Width + 1) / 2, (plane.Height + 1) / 2);
        var samples = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                // Rounded up and down in turn, so that halves do not add up.
                var sum = plane.At(2 * x, 2 * y) + plane.At((2 * x) + 1, 2 * y) + plane.At(2 * x, (2 * y) + 1) + plane.At((2 * x) + 1, (2 * y) + 1);
                samples[(y * width) + x] = (byte)((sum + 1 + (x % 2)) / 4);
            }
        }

        return new(width, height, samples);
    }
}
