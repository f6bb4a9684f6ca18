namespace Kvv.Evaluation.Statistics;

/// <summary>Products of many factors near 1 as sums of logarithms; the products themselves overflow and underflow.</summary>
public static class LogSpace
{
    /// <summary>
    /// ln(1 + x), exact for tiny x: with u = 1 + x as rounded, ln(u)·x/(u - 1) cancels the rounding error (W. Kahan).
    /// </summary>
    /// <remarks>
    /// <see cref="double.LogP1"/> of .NET 10 computes log(1 + x) literally and loses small arguments (it gives 0 for
    /// 1e-17). MathNet's Log1p agrees with this one to 1e-15 and takes four times as long; simulations call it 10⁹ times.
    /// </remarks>
    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * (x / (u - 1));
    }

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
        {
            // Terms below 1e-17 of the largest cannot move the sum.
            if (value - highest > -40)
                sum += Math.Exp(value - highest);
        }

        return highest + Math.Log(sum);
    }
}
