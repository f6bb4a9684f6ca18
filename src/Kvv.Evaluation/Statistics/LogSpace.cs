using MathNet.Numerics;

namespace Kvv.Evaluation.Statistics;

/// <summary>Products of many factors near 1 as sums of logarithms; the products themselves overflow and underflow.</summary>
internal static class LogSpace
{
    /// <summary>
    /// ln(1 + x), exact for tiny x. <see cref="double.LogP1"/> of .NET 10 computes log(1 + x) literally and loses small
    /// arguments (it gives 0 for 1e-17).
    /// </summary>
    public static double Log1p(double x) => SpecialFunctions.Log1p(x);

    /// <summary>ln Σ exp(v_i) without overflow; negative infinity for no term.</summary>
    public static double SumExp(ReadOnlySpan<double> values)
    {
        var highest = double.NegativeInfinity;
        foreach (var value in values)
            highest = Math.Max(highest, value);
        // An infinite maximum is the sum itself; subtracting it from itself would give NaN.
        if (double.IsInfinity(highest) || double.IsNaN(highest))
            return highest;
        var sum = 0d;
        foreach (var value in values)
            sum += Math.Exp(value - highest);
        return highest + Math.Log(sum);
    }
}
