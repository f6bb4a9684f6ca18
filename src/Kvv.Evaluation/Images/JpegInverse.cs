namespace Kvv.Evaluation.Images;

/// <summary>Turns the coefficients of a block into samples (T.81, A.3.3), exact to the last bit but for rounding.</summary>
internal static class JpegInverse
{
    // What a step times a coefficient of eight-bit samples cannot exceed; only a broken file does.
    private const int Most = 1 << 14;
    private const long Half = 1L << ((2 * JpegTables.CosineBits) - 1);

    /// <summary>Transforms one block.</summary>
    /// <param name="coefficients">64 coefficients in steps, row by row.</param>
    /// <param name="steps">Their steps, row by row.</param>
    /// <param name="samples">64 samples, row by row.</param>
    public static void Transform(ReadOnlySpan<short> coefficients, ReadOnlySpan<int> steps, Span<byte> samples)
    {
        Span<int> columns = stackalloc int[64];
        var cosines = JpegTables.Cosines.AsSpan();
        // A row without coefficients adds nothing: most have none.
        columns.Clear();
        for (var at = 0; at < 64; at++)
        {
            if (coefficients[at] == 0)
                continue;
            var value = (int)Math.Clamp((long)coefficients[at] * steps[at], -Most, Most);
            var (wave, column) = (at / 8, at % 8);
            for (var y = 0; y < 8; y++)
                columns[(8 * y) + column] += value * cosines[(8 * wave) + y];
        }

        for (var y = 0; y < 8; y++)
        {
            var row = columns.Slice(8 * y, 8);
            for (var x = 0; x < 8; x++)
            {
                var sum = Half;
                for (var wave = 0; wave < 8; wave++)
                    sum += (long)row[wave] * cosines[(8 * wave) + x];
                samples[(8 * y) + x] = (byte)Math.Clamp((sum >> (2 * JpegTables.CosineBits)) + 128, 0, 255);
            }
        }
    }
}
