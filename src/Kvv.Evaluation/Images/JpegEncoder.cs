namespace Kvv.Evaluation.Images;

/// <summary>
/// Writes pictures as baseline JPEG (ITU-T T.81) the way the usual libraries do by default: brightness in full, colour at half the
/// size in both directions, the example tables of annex K. Shades of grey become one component. Whole numbers throughout, so
/// that one picture is one file on every machine. Transparency is dropped: hidden colours show.
/// </summary>
public static class JpegEncoder
{
    /// <summary>The quality of libraries that are not told otherwise.</summary>
    public const int UsualQuality = 75;

    private const int LongestSide = 65_535;

    /// <summary>The file of a picture.</summary>
    /// <param name="raster">The picture.</param>
    /// <param name="quality">1 to 100, on the scale of the Independent JPEG Group.</param>
    /// <exception cref="InvalidDataException">A side is longer than the format allows.</exception>
    public static byte[] Encode(Raster raster, int quality = UsualQuality)
    {
        ArgumentNullException.ThrowIfNull(raster);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        if (Math.Max(raster.Width, raster.Height) > LongestSide)
            throw new InvalidDataException($"{raster.Width} by {raster.Height} pixels do not fit into a JPEG.");
        var file = new JpegWriter();
        var (luminance, chrominance) = (JpegTables.Steps(isLuminance: true, quality), JpegTables.Steps(isLuminance: false, quality));
        file.Marker(0xD8);
        file.Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        file.Segment(0xDB, [0, .. InZigZag(luminance)]);
        if (!raster.IsGrey)
            file.Segment(0xDB, [1, .. InZigZag(chrominance)]);
        file.Segment(0xC0, Frame(raster));
        file.Segment(0xC4, [0x00, .. JpegTables.LuminanceDc.Counts, .. JpegTables.LuminanceDc.Values]);
        file.Segment(0xC4, [0x10, .. JpegTables.LuminanceAc.Counts, .. JpegTables.LuminanceAc.Values]);
        if (!raster.IsGrey)
        {
            file.Segment(0xC4, [0x01, .. JpegTables.ChrominanceDc.Counts, .. JpegTables.ChrominanceDc.Values]);
            file.Segment(0xC4, [0x11, .. JpegTables.ChrominanceAc.Counts, .. JpegTables.ChrominanceAc.Values]);
        }

        file.Segment(0xDA, raster.IsGrey ? [1, 1, 0x00, 0, 63, 0] : [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);
        Scan(file, raster, luminance, chrominance);
        file.Marker(0xD9);
        return file.ToArray();
    }

    private static IEnumerable<byte> InZigZag(int[] steps) => JpegTables.ZigZag.Select(at => (byte)steps[at]);

    /// <summary>Sides, and of each component: its id, how many blocks across and down belong together, its table of steps.</summary>
    private static byte[] Frame(Raster raster)
    {
        byte[] sides = [8, (byte)(raster.Height >> 8), (byte)raster.Height, (byte)(raster.Width >> 8), (byte)raster.Width];
        return raster.IsGrey ? [.. sides, 1, 1, 0x11, 0] : [.. sides, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    }

    private static void Scan(JpegWriter file, Raster raster, int[] luminance, int[] chrominance)
    {
        var planes = JpegPlanes.Of(raster);
        var y = new JpegBlocks(file, luminance, JpegTables.LuminanceDc, JpegTables.LuminanceAc);
        var cb = new JpegBlocks(file, chrominance, JpegTables.ChrominanceDc, JpegTables.ChrominanceAc);
        var cr = new JpegBlocks(file, chrominance, JpegTables.ChrominanceDc, JpegTables.ChrominanceAc);
        var side = raster.IsGrey ? 8 : 16;
        for (var top = 0; top < raster.Height; top += side)
        {
            for (var left = 0; left < raster.Width; left += side)
            {
                for (var block = 0; block < (raster.IsGrey ? 1 : 4); block++)
                    y.Write(planes.Brightness, left + (8 * (block % 2)), top + (8 * (block / 2)));
                if (raster.IsGrey)
                    continue;
                cb.Write(planes.Blue, left / 2, top / 2);
                cr.Write(planes.Red, left / 2, top / 2);
            }
        }

        file.Flush();
    }
}
