namespace Kvv.Evaluation.Images;

/// <summary>One component of a frame: brightness, a difference of colour, an ink (T.81, A.1.1).</summary>
/// <param name="Id">Its name in scans.</param>
/// <param name="Across">Its share of the samples across, 1 to 4.</param>
/// <param name="Down">Its share of the samples down, 1 to 4.</param>
/// <param name="Table">Its table of steps.</param>
/// <param name="Width">Samples across.</param>
/// <param name="Height">Samples down.</param>
internal sealed record JpegComponent(int Id, int Across, int Down, int Table, int Width, int Height)
{
    private short[] _coefficients = [];
    private int _stride;

    /// <summary>Blocks across that hold samples.</summary>
    public int BlocksAcross => (Width + 7) / 8;

    /// <summary>Blocks down that hold samples.</summary>
    public int BlocksDown => (Height + 7) / 8;

    /// <summary>The steps in force when the component's first scan began; null before.</summary>
    public int[]? Steps { get; set; }

    /// <summary>For each place of the zigzag, how many low bits of its coefficient are still to come; −1 while all are.</summary>
    public int[] Missing { get; } = [.. Enumerable.Repeat(-1, 64)];

    /// <summary>Makes room for the blocks of whole units, some of which lie beside the picture.</summary>
    public void Allocate(int unitsAcross, int unitsDown)
    {
        _stride = unitsAcross * Across;
        _coefficients = new short[64 * _stride * unitsDown * Down];
    }

    /// <summary>The coefficients of a block, row by row.</summary>
    public Span<short> Block(int x, int y) => _coefficients.AsSpan(64 * ((y * _stride) + x), 64);

    /// <summary>The samples that the coefficients describe.</summary>
    public JpegPlane Samples()
    {
        var samples = new byte[Width * Height];
        Span<byte> block = stackalloc byte[64];
        for (var y = 0; y < BlocksDown; y++)
        {
            for (var x = 0; x < BlocksAcross; x++)
            {
                JpegInverse.Transform(Block(x, y), Steps!, block);
                var (width, height) = (Math.Min(8, Width - (8 * x)), Math.Min(8, Height - (8 * y)));
                for (var row = 0; row < height; row++)
                    block.Slice(8 * row, width).CopyTo(samples.AsSpan((((8 * y) + row) * Width) + (8 * x)));
            }
        }

        return new(Width, Height, samples);
    }
}
