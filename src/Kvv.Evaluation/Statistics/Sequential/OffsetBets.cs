namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>A bet that holds each item against an offset of its own.</summary>
/// <param name="Bet">λ, from 0 to .99.</param>
/// <param name="Growth">Expected growth of log wealth, in nats per trial.</param>
/// <param name="Offsets">o_j by item; their mean is the boundary of the hypothesis.</param>
public sealed record OffsetBet(double Bet, double Growth, IReadOnlyList<double> Offsets);

/// <summary>
/// The fastest bets against "the mean rate of the items is at most m" when an endpoint with known item rates a_j is expected:
/// wealth is multiplied by 1 + λ(x - o_j), and both λ and the offsets are chosen for growth.
/// </summary>
/// <remarks>
/// Any offsets with mean m are valid: over uniformly drawn items the factor averages 1 + λ(mean p - m) ≤ 1 under the hypothesis,
/// and no factor of another form is faster, since a hypothesis about the mean alone punishes every dependence on the item but
/// an additive one. The best are the reverse information projection: o_j minimises mean_j KL(a_j ‖ o_j) under mean o = m, so
/// that (a_j - o_j)/(o_j(1 - o_j)) = λ for all items. An item that is sometimes missed thus carries more of the margin than
/// one that never is, and the growth is that minimum. With y_j = 1 - λ·o_j the condition for any λ is
/// a_j/(y_j + λ) + (1 - a_j)/y_j = ν with ν such that mean y = 1 - λm, and ν = 1 at the optimum; λ stops at .99, so that no
/// single failure takes more than 99 % of the wealth. Source: P. Grünwald, R. de Heide and W. Koolen, "Safe testing", JRSS-B 86
/// (2024) 5, arXiv 1906.07801 (growth-optimal e-variables are likelihood ratios to the reverse information projection).
/// </remarks>
public static class OffsetBets
{
    /// <summary>Largest bet, as a share of the stake.</summary>
    private const double LargestBet = .99;
    private const int Iterations = 100;

    /// <summary>The fastest bet against "mean rate ≤ <paramref name="bound"/>".</summary>
    /// <param name="expected">a_j in [0, 1], with a mean above the bound.</param>
    /// <param name="bound">m, strictly between 0 and 1.</param>
    /// <returns>Bet 0 with the bound as every offset when the expected rates do not exceed it.</returns>
    public static OffsetBet AgainstAtMost(IReadOnlyList<double> expected, double bound)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentOutOfRangeException.ThrowIfLessThan(expected.Count, 1);
        Domain.OpenUnit(bound);
        foreach (var rate in expected)
            Domain.Unit(rate, nameof(expected));
        if (expected.Average() <= bound)
            return new OffsetBet(0, 0, [.. expected.Select(_ => bound)]);

        // With ν = 1 the mean of y lies below 1 - λm as long as λ is too small, and a smaller ν raises it.
        var bet = Root(0, LargestBet, candidate => Mean(expected, candidate, 1) < 1 - candidate * bound);
        var price = bet < LargestBet * (1 - 1e-9) ? 1 : Root(1e-6, 1, candidate => Mean(expected, bet, candidate) > 1 - bet * bound);
        var left = expected.Select(a => Left(a, bet, price)).ToArray();
        // What the root leaves open of the exact mean goes to all items alike.
        var rest = 1 - bet * bound - left.Average();
        return new OffsetBet(
            bet,
            expected.Zip(left, (a, y) => Weighted(a, y + rest + bet) + Weighted(1 - a, y + rest)).Average(),
            [.. left.Select(y => (1 - y - rest) / bet)]);
    }

    /// <summary>The fastest bet against "mean rate ≥ <paramref name="bound"/>": wealth is multiplied by 1 + λ(o_j - x).</summary>
    /// <param name="expected">a_j in [0, 1], with a mean below the bound.</param>
    /// <param name="bound">m, strictly between 0 and 1.</param>
    public static OffsetBet AgainstAtLeast(IReadOnlyList<double> expected, double bound)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var mirrored = AgainstAtMost([.. expected.Select(a => 1 - a)], 1 - bound);
        return mirrored with { Offsets = [.. mirrored.Offsets.Select(o => 1 - o)] };
    }

    private static double Mean(IReadOnlyList<double> expected, double bet, double price)
    {
        var sum = 0d;
        foreach (var rate in expected)
            sum += Left(rate, bet, price);
        return sum / expected.Count;
    }

    // The positive root of ν·y² + (νλ - 1)·y - (1 - a)·λ = 0: the share of the stake that is left after a failure.
    private static double Left(double rate, double bet, double price)
    {
        var half = 1 - price * bet;
        return (half + Math.Sqrt(half * half + 4 * price * (1 - rate) * bet)) / (2 * price);
    }

    private static double Weighted(double probability, double factor) => probability == 0 ? 0 : probability * Math.Log(factor);

    private static double Root(double low, double high, Func<double, bool> isBelow)
    {
        for (var i = 0; i < Iterations; i++)
        {
            var middle = (low + high) / 2;
            if (isBelow(middle))
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
