using MathNet.Numerics;

namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>Fisher's exact test of a two-by-two table.</summary>
public static class FisherExact
{
    /// <summary>Two-sided p-value: the total probability of the tables with the same margins that are at most as probable.</summary>
    /// <param name="a">First row, first column; all counts at least 0.</param>
    /// <param name="b">First row, second column.</param>
    /// <param name="c">Second row, first column.</param>
    /// <param name="d">Second row, second column.</param>
    public static double TwoSided(int a, int b, int c, int d)
    {
        foreach (var count in (ReadOnlySpan<int>)[a, b, c, d])
            ArgumentOutOfRangeException.ThrowIfNegative(count);
        int row = a + b, column = a + c, total = a + b + c + d;
        var observed = LogProbability(a);
        var sum = 0d;
        for (var x = Math.Max(0, column - (total - row)); x <= Math.Min(row, column); x++)
        {
            // Tables as probable as the observed one differ from it by rounding only.
            if (LogProbability(x) <= observed + 1e-7)
                sum += Math.Exp(LogProbability(x));
        }

        return Math.Min(1, sum);

        double LogProbability(int x) =>
            SpecialFunctions.BinomialLn(row, x) + SpecialFunctions.BinomialLn(total - row, column - x) - SpecialFunctions.BinomialLn(total, column);
    }
}
