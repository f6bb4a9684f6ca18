namespace Kvv.Evaluation.Images;

/// <summary>What the components of a JPEG mean. The format itself does not say; its users agreed on marks (JFIF, Adobe technical note 5116).</summary>
internal sealed class JpegColours
{
    private bool _isJfif;
    private int? _adobe;

    private enum Model
    {
        Grey,
        Rgb,
        YCbCr,
        Cmyk,
        Ycck,
    }

    /// <summary>Notes the mark of an application, if it is one of those that speak about colours.</summary>
    public void Note(int marker, ReadOnlySpan<byte> segment)
    {
        if (marker == 0xE0 && segment.StartsWith("JFIF\0"u8))
            _isJfif = true;
        else if (marker == 0xEE && segment.Length >= 12 && segment.StartsWith("Adobe"u8))
            _adobe = segment[11];
    }

    /// <summary>The picture of a frame that has all its coefficients.</summary>
    public Raster Picture(JpegFrame frame)
    {
        var rows = frame.Components.Select(c => new JpegUpsampling(c.Samples(), (c.Across, frame.MostAcross), (c.Down, frame.MostDown))).ToArray();
        var model = Of(frame);
        var pixels = new byte[4 * frame.Width * frame.Height];
        var samples = rows.Select(_ => new byte[frame.Width]).ToArray();
        for (var y = 0; y < frame.Height; y++)
        {
            for (var i = 0; i < rows.Length; i++)
                rows[i].Row(y, samples[i]);
            var row = pixels.AsSpan(4 * y * frame.Width, 4 * frame.Width);
            for (var x = 0; x < frame.Width; x++)
                Pixel(model, samples, x, row.Slice(4 * x, 4));
        }

        return new(frame.Width, frame.Height, pixels, model == Model.Grey);
    }

    /// <summary>As libjpeg decides: a mark first, then the names of the components, then what is usual.</summary>
    private Model Of(JpegFrame frame) => frame.Components.Count switch
    {
        1 => Model.Grey,
        4 => _adobe is null or 0 ? Model.Cmyk : Model.Ycck,
        _ when _isJfif => Model.YCbCr,
        _ when _adobe is { } transform => transform == 0 ? Model.Rgb : Model.YCbCr,
        _ => frame.Components.Select(c => c.Id).SequenceEqual([(int)'R', 'G', 'B']) ? Model.Rgb : Model.YCbCr,
    };

    private static void Pixel(Model model, byte[][] samples, int x, Span<byte> pixel)
    {
        if (model == Model.Grey)
            pixel[..3].Fill(samples[0][x]);
        else if (model is Model.YCbCr or Model.Ycck)
            Rgb(samples[0][x], samples[1][x] - 128, samples[2][x] - 128, pixel);
        else
            (pixel[0], pixel[1], pixel[2]) = (samples[0][x], samples[1][x], samples[2][x]);
        pixel[3] = 255;
        if (model is not (Model.Cmyk or Model.Ycck))
            return;

        // Inks are stored the wrong way round: 0 is all of it. Without the differences of colour what is there is what is left of white.
        int white = samples[3][x];
        for (var c = 0; c < 3; c++)
            pixel[c] = (byte)(white - Share(model == Model.Cmyk ? 255 - pixel[c] : pixel[c], white));
    }

    /// <summary>JFIF 1.02, with factors in 1/65536.</summary>
    private static void Rgb(int y, int cb, int cr, Span<byte> pixel)
    {
        const int Half = 1 << 15;
        pixel[0] = Clamp(y + (((91_881 * cr) + Half) >> 16));
        pixel[1] = Clamp(y + (((-22_554 * cb) - (46_802 * cr) + Half) >> 16));
        pixel[2] = Clamp(y + (((116_130 * cb) + Half) >> 16));
    }

    private static byte Clamp(int value) => (byte)Math.Clamp(value, 0, 255);

    /// <summary>A share in 1/255, rounded.</summary>
    private static int Share(int ink, int white) => ((2 * ink * white) + 255) / 510;
}
