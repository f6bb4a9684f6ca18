namespace Kvv.Evaluation.Statistics;

/// <summary>Adjustment and combination of p-values. Results stand in the order of the inputs.</summary>
public static class PValues
{
    /// <summary>
    /// One-sided p-value of "the difference is at least 0": the smallest error rate whose upper bound lies below 0, by bisection
    /// to 1e-12; ½ when the difference itself is 0 or more.
    /// </summary>
    /// <param name="difference">The difference.</param>
    public static double OfUpperBound(IBoundedEstimate difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        if (difference.Value >= 0)
            return .5;
        double low = 1e-12, high = .5;
        for (var i = 0; i < 40; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = difference.Upper(1 - middle) < 0 ? (low, middle) : (middle, high);
        }

        return high;
    }

    /// <summary>Holm's adjusted p-values, max_{l≤k} min(1, (m-l+1)·p_(l)): controls the family-wise error under any dependence.</summary>
    /// <remarks>Source: S. Holm, Scandinavian Journal of Statistics 6 (1979) 65.</remarks>
    public static double[] Holm(IReadOnlyList<double> values)
    {
        var order = Ascending(values);
        var adjusted = new double[order.Length];
        var highest = 0d;
        for (var k = 0; k < order.Length; k++)
        {
            highest = Math.Max(highest, Math.Min(1, (order.Length - k) * values[order[k]]));
            adjusted[order[k]] = highest;
        }

        return adjusted;
    }

    /// <summary>Benjamini and Hochberg's adjusted p-values, min_{l≥k} min(1, m·p_(l)/l): the false discovery rate, for dashboards over many endpoints.</summary>
    /// <remarks>Source: Y. Benjamini and Y. Hochberg, JRSS-B 57 (1995) 289.</remarks>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> values)
    {
        var order = Ascending(values);
        var adjusted = new double[order.Length];
        var lowest = 1d;
        for (var k = order.Length - 1; k >= 0; k--)
        {
            lowest = Math.Min(lowest, values[order[k]] * order.Length / (k + 1));
            adjusted[order[k]] = lowest;
        }

        return adjusted;
    }

    /// <summary>The Cauchy combination ½ - arctan(mean tan((½-p_i)π))/π: one p-value for "anything at all", fit for small levels under unknown dependence.</summary>
    /// <remarks>Source: Y. Liu and J. Xie, JASA 115 (2020) 393. A p-value of 0 or 1 has no finite score and is refused.</remarks>
    public static double Cauchy(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 1);
        foreach (var p in values)
            Domain.OpenUnit(p, nameof(values));
        return .5 - Math.Atan(values.Average(p => Math.Tan((.5 - p) * Math.PI))) / Math.PI;
    }

    private static int[] Ascending(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var p in values)
            Domain.Unit(p, nameof(values));
        return [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
    }
}
