namespace Kvv.Evaluation.Statistics;

/// <summary>
/// Many sequential rows at once. An e-value is a nonnegative figure whose mean is at most 1 when the hypothesis holds, such
/// as the wealth of a race; all figures here are natural logarithms, because wealth overflows a double.
/// </summary>
/// <remarks>
/// A suite passes when all mandatory rows pass: an intersection-union test that needs no correction. A suite fails when
/// some row fails: that one needs beta/m per row, or these procedures at the end.
/// Sources: V. Vovk and R. Wang, Annals of Statistics 49 (2021) 1736; R. Wang and A. Ramdas, arXiv 2009.02824 (e-BH).
/// </remarks>
public static class EValues
{
    /// <summary>Slack of a threshold comparison; a platform's logarithm may differ in the last place.</summary>
    internal const double Tolerance = 1e-9;

    /// <summary>Closed-form e-Holm: in descending order reject while E_(k) ≥ (m-k+1)/level; controls the family-wise error.</summary>
    /// <returns>Whether each row is rejected, in the order of the inputs.</returns>
    public static bool[] Holm(IReadOnlyList<double> logEValues, double level)
    {
        var order = Descending(logEValues, level);
        var rejected = new bool[order.Length];
        for (var k = 0; k < order.Length && Reaches(logEValues[order[k]], (order.Length - k) / level); k++)
            rejected[order[k]] = true;
        return rejected;
    }

    /// <summary>e-BH: reject the k* largest, k* = max{k : E_(k) ≥ m/(k·level)}; controls the false discovery rate under any dependence.</summary>
    /// <returns>Whether each row is rejected, in the order of the inputs.</returns>
    public static bool[] BenjaminiHochberg(IReadOnlyList<double> logEValues, double level)
    {
        var order = Descending(logEValues, level);
        var count = order.Length;
        while (count > 0 && !Reaches(logEValues[order[count - 1]], order.Length / (count * level)))
            count--;
        var rejected = new bool[order.Length];
        foreach (var row in order.Take(count))
            rejected[row] = true;
        return rejected;
    }

    /// <summary>
    /// ln((∏E_i + mean E_i)/2), one e-value of the hypothesis "nothing is wrong anywhere", over independent rows: the
    /// product gathers small damage everywhere, the mean finds large damage in one row.
    /// </summary>
    public static double LogGlobal(IReadOnlyList<double> logEValues)
    {
        ArgumentNullException.ThrowIfNull(logEValues);
        ArgumentOutOfRangeException.ThrowIfLessThan(logEValues.Count, 1);
        var logMean = LogSpace.SumExp([.. logEValues]) - Math.Log(logEValues.Count);
        return LogSpace.SumExp([logEValues.Sum(), logMean]) - Math.Log(2);
    }

    /// <summary>The p-value an e-value of this logarithm licenses at any stopping time: min(1, 1/E).</summary>
    /// <param name="highestLogE">The largest logarithm seen up to now.</param>
    public static double AnytimeP(double highestLogE) => Math.Min(1, Math.Exp(-highestLogE));

    /// <summary>The e-value 1/(2√p) of a p-value strictly between 0 and 1; e-values of independent batches multiply.</summary>
    public static double FromP(double p)
    {
        Domain.OpenUnit(p);
        return 1 / (2 * Math.Sqrt(p));
    }

    private static bool Reaches(double logE, double threshold) => logE >= Math.Log(threshold) - Tolerance;

    private static int[] Descending(IReadOnlyList<double> logEValues, double level)
    {
        ArgumentNullException.ThrowIfNull(logEValues);
        Domain.OpenUnit(level);
        if (logEValues.Any(double.IsNaN))
            throw new ArgumentException("An e-value is not a number.", nameof(logEValues));
        return [.. Enumerable.Range(0, logEValues.Count).OrderByDescending(i => logEValues[i])];
    }
}
