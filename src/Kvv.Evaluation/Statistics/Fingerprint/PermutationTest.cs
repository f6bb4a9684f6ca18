namespace Kvv.Evaluation.Statistics.Fingerprint;

/// <summary>The result of a permutation test.</summary>
/// <param name="Observed">The statistic under the true labels.</param>
/// <param name="PValue">Share of labellings at least as extreme, the true one included.</param>
/// <param name="Exceedances">Drawn (or, when exact, all) labellings at least as extreme.</param>
/// <param name="Labellings">Labellings drawn (or in all).</param>
public sealed record PermutationResult(double Observed, double PValue, int Exceedances, int Labellings);

/// <summary>
/// Permutation tests that exchange rows *within* a prompt only. Their one assumption is that reference and vendor rows of a
/// prompt are exchangeable when nothing differs: so both are asked in turn, spread over hours.
/// </summary>
/// <remarks>
/// p = (1 + #{S_b ≥ S₀})/(B + 1): the true labelling belongs to the set (B. Phipson and G. K. Smyth, 2010). Without the +1
/// a p-value of 0 appears, which no number of draws can justify.
/// </remarks>
public static class PermutationTest
{
    /// <summary>p-value of a Monte Carlo test.</summary>
    /// <param name="exceedances">Drawn values at least as extreme as the observed one.</param>
    /// <param name="draws">B, at least 1.</param>
    public static double PValue(int exceedances, int draws)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        Domain.Counts(exceedances, draws);
        return (1d + exceedances) / (draws + 1);
    }

    /// <summary>Draws labellings at random.</summary>
    /// <param name="statistic">At least one prompt.</param>
    /// <param name="draws">B: 999, or 9,999 for a level of .001.</param>
    /// <param name="seed">Equal seeds give equal draws.</param>
    public static PermutationResult Run(IStratifiedStatistic statistic, int draws, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var labels = TrueLabels(statistic);
        var observed = Sum(statistic, labels);
        var random = new SplitMix64(seed);
        var exceedances = 0;
        for (var b = 0; b < draws; b++)
        {
            foreach (var stratum in labels)
                random.Shuffle<bool>(stratum);
            exceedances += IsAtLeast(Sum(statistic, labels), observed) ? 1 : 0;
        }

        return new PermutationResult(observed, PValue(exceedances, draws), exceedances, draws);
    }

    /// <summary>Goes through every labelling; for small samples.</summary>
    /// <exception cref="ArgumentException">There are more than <paramref name="limit"/> labellings.</exception>
    public static PermutationResult Exact(IStratifiedStatistic statistic, int limit = 1_000_000)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        var labels = TrueLabels(statistic);
        var observed = Sum(statistic, labels);
        double[] sums = [0];
        for (var g = 0; g < labels.Length; g++)
        {
            var stratum = g;
            var contributions = Labellings(labels[g].Length, statistic.ReferenceRows(g)).Select(l => statistic.Contribution(stratum, l)).ToArray();
            if ((long)sums.Length * contributions.Length > limit)
                throw new ArgumentException($"There are more than {limit} labellings; draw them instead.", nameof(limit));
            sums = [.. sums.SelectMany(s => contributions.Select(c => s + c))];
        }

        var exceedances = sums.Count(s => IsAtLeast(s, observed));
        return new PermutationResult(observed, (double)exceedances / sums.Length, exceedances, sums.Length);
    }

    /// <summary>
    /// Sign-flip test of paired differences, two-sided in their mean: with no difference each sign is as likely as its
    /// opposite. For scores of the same texts under two endpoints.
    /// </summary>
    /// <param name="differences">One per text; tokens of one text depend on each other and are averaged beforehand.</param>
    /// <param name="draws">B.</param>
    /// <param name="seed">Equal seeds give equal draws.</param>
    public static PermutationResult SignFlip(IReadOnlyList<double> differences, int draws, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(differences);
        ArgumentOutOfRangeException.ThrowIfLessThan(differences.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        var observed = Math.Abs(differences.Average());
        var random = new SplitMix64(seed);
        var exceedances = 0;
        for (var b = 0; b < draws; b++)
        {
            var flipped = Math.Abs(differences.Average(d => random.NextUInt64() >> 63 == 0 ? d : -d));
            exceedances += IsAtLeast(flipped, observed) ? 1 : 0;
        }

        return new PermutationResult(observed, PValue(exceedances, draws), exceedances, draws);
    }

    /// <summary>p-value of the composite null "the endpoint equals one of the accepted references": the largest of theirs, exact for the union.</summary>
    public static double Composite(IReadOnlyCollection<double> referencePValues)
    {
        ArgumentNullException.ThrowIfNull(referencePValues);
        return referencePValues.Max();
    }

    // Equal statistics must count as ties although their sums were rounded along different ways.
    private static bool IsAtLeast(double value, double observed) =>
        value >= observed - 1e-10 * Math.Max(1e-3, Math.Abs(observed));

    private static bool[][] TrueLabels(IStratifiedStatistic statistic)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statistic.Strata, 1, nameof(statistic));
        return [.. Enumerable.Range(0, statistic.Strata).Select(g =>
            Enumerable.Range(0, statistic.Rows(g)).Select(i => i < statistic.ReferenceRows(g)).ToArray())];
    }

    private static double Sum(IStratifiedStatistic statistic, bool[][] labels)
    {
        var sum = 0d;
        for (var g = 0; g < labels.Length; g++)
            sum += statistic.Contribution(g, labels[g]);
        return sum;
    }

    private static IEnumerable<bool[]> Labellings(int rows, int references)
    {
        if (references < 0 || references > rows)
            return [];
        if (rows == 0)
            return [[]];
        return Labellings(rows - 1, references - 1).Select(l => (bool[])[true, .. l])
            .Concat(Labellings(rows - 1, references).Select(l => (bool[])[false, .. l]));
    }
}
