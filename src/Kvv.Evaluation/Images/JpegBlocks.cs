using System.Numerics;

namespace Kvv.Evaluation.Images;

/// <summary>Writes the blocks of one component: transformed (T.81, A.3.3), divided into steps, and coded (F.1.2).</summary>
/// <param name="file">Where the bits go.</param>
/// <param name="steps">The step of each coefficient, row by row.</param>
/// <param name="dc">The table of first coefficients.</param>
/// <param name="ac">The table of the others.</param>
internal sealed class JpegBlocks(JpegWriter file, int[] steps, (byte[] Counts, byte[] Values) dc, (byte[] Counts, byte[] Values) ac)
{
    private const int ZeroRun = 0xF0;
    private const int EndOfBlock = 0x00;

    private readonly (int Code, int Length)[] _dc = JpegTables.Codes(dc);
    private readonly (int Code, int Length)[] _ac = JpegTables.Codes(ac);
    private readonly long[] _samples = new long[64];
    private readonly long[] _rows = new long[64];
    private int _before;

    /// <summary>Writes the block whose top left corner is given.</summary>
    public void Write(JpegPlane plane, int left, int top)
    {
        // Beside the picture anything will do: the least is the colour of the block before.
        if (left >= plane.Width || top >= plane.Height)
        {
            file.Bits(_dc[0]);
            file.Bits(_ac[EndOfBlock]);
            return;
        }

        for (var i = 0; i < 64; i++)
            _samples[i] = plane.At(left + (i % 8), top + (i / 8)) - 128;
        Transform(_samples, _rows);
        Transform(_rows, _samples);

        var first = Step(0);
        Value(_dc, 0, first - _before);
        _before = first;
        var zeros = 0;
        for (var n = 1; n < 64; n++)
        {
            var value = Step(JpegTables.ZigZag[n]);
            if (value == 0)
            {
                zeros++;
                continue;
            }

            for (; zeros >= 16; zeros -= 16)
                file.Bits(_ac[ZeroRun]);
            Value(_ac, zeros, value);
            zeros = 0;
        }

        if (zeros > 0)
            file.Bits(_ac[EndOfBlock]);
    }

    /// <summary>Transforms the rows and turns the block over, so that a second call transforms the columns.</summary>
    private static void Transform(long[] from, long[] to)
    {
        for (var y = 0; y < 8; y++)
        {
            for (var u = 0; u < 8; u++)
            {
                long sum = 0;
                for (var x = 0; x < 8; x++)
                    sum += from[(8 * y) + x] * JpegTables.Cosines[(8 * u) + x];
                to[(8 * u) + y] = sum;
            }
        }
    }

    /// <summary>The coefficient in steps, rounded to the nearest, halves away from zero.</summary>
    private int Step(int at)
    {
        var step = (long)steps[at] << (2 * JpegTables.CosineBits);
        var value = _samples[at];
        return (int)((Math.Abs(value) + (step / 2)) / step) * Math.Sign(value);
    }

    /// <summary>A code for the zeros before a value and its number of bits, then those bits (tables F.1 and F.2).</summary>
    private void Value((int Code, int Length)[] codes, int zeros, int value)
    {
        var size = BitOperations.Log2((uint)Math.Abs(value) << 1 | 1);
        file.Bits(codes[(zeros << 4) | size]);
        if (size > 0)
            file.Bits((value < 0 ? value + (1 << size) - 1 : value, size));
    }
}
