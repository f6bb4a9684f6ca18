namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>A bet and the growth of log wealth it promises.</summary>
/// <param name="Bet">λ, at least 0.</param>
/// <param name="Growth">Nats per trial.</param>
public readonly record struct DesignBet(double Bet, double Growth);

/// <summary>
/// Growth-optimal ("Kelly") bets for paired scores: the λ that maximises the expected logarithm of wealth per trial when
/// the endpoint equals the baseline (against BAD), or has lost the margin by a common shift on the logit scale (against GOOD).
/// </summary>
/// <remarks>
/// Source of the betting view: I. Waudby-Smith and A. Ramdas, JRSS-B 86 (2024) 1, arXiv 2010.09686. The familiar shortcut
/// δ/(σ²+δ²) overbets on skewed data and is not used.
/// </remarks>
public static class DesignBets
{
    private const int Iterations = 200;

    /// <summary>Maximises mean_j [b_j ln(1+λ(1-b_j+c+δ)) + (1-b_j) ln(1+λ(-b_j+c+δ))], c the correction of the baselines.</summary>
    public static DesignBet AgainstBad(ItemBaselines baselines, double margin)
    {
        ArgumentNullException.ThrowIfNull(baselines);
        var shift = baselines.Correction + margin;
        return Maximise(
            bet => baselines.Expected.Average(b =>
                b * LogSpace.Log1p(bet * (1 - b + shift)) + (1 - b) * LogSpace.Log1p(bet * (-b + shift))),
            .99 / (1 - shift));
    }

    /// <summary>Maximises mean_j [q_j ln(1-λ(1-b_j+c)) + (1-q_j) ln(1+λ(b_j-c))] with the shifted rates q_j.</summary>
    public static DesignBet AgainstGood(ItemBaselines baselines, double margin)
    {
        ArgumentNullException.ThrowIfNull(baselines);
        var (_, shifted) = ShiftDown(baselines.Expected, margin);
        var correction = baselines.Correction;
        return Maximise(
            bet => baselines.Expected.Select((b, j) =>
                shifted[j] * LogSpace.Log1p(-bet * (1 - b + correction)) + (1 - shifted[j]) * LogSpace.Log1p(bet * (b - correction))).Average(),
            .99 / (1 + correction));
    }

    /// <summary>Rates q_j = logistic(logit(b_j) - η) whose mean is the mean of b less <paramref name="margin"/>; η by bisection.</summary>
    /// <param name="rates">Rates in [0, 1].</param>
    /// <param name="margin">How far down; negative to go up.</param>
    /// <returns>η and the shifted rates, in the order of the items.</returns>
    public static (double Shift, double[] Rates) ShiftDown(IReadOnlyList<double> rates, double margin)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var target = rates.Average() - margin;
        double low = -100, high = 100;
        for (var i = 0; i < Iterations; i++)
        {
            var middle = (low + high) / 2;
            if (rates.Average(b => Logistic(Logit(b) - middle)) > target)
                low = middle;
            else
                high = middle;
        }

        var shift = (low + high) / 2;
        return (shift, [.. rates.Select(b => Logistic(Logit(b) - shift))]);
    }

    /// <summary>Golden section on [0, upper]; the function is concave, so the section cannot lose the maximum.</summary>
    private static DesignBet Maximise(Func<double, double> growth, double upper)
    {
        var ratio = (Math.Sqrt(5) - 1) / 2;
        double low = 0, high = upper;
        double left = high - ratio * (high - low), right = low + ratio * (high - low);
        double atLeft = growth(left), atRight = growth(right);
        for (var i = 0; i < Iterations; i++)
        {
            if (atLeft < atRight)
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + ratio * (high - low);
                atRight = growth(right);
            }
            else
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - ratio * (high - low);
                atLeft = growth(left);
            }
        }

        var bet = (low + high) / 2;
        return new DesignBet(bet, growth(bet));
    }

    // A known rate of exactly 0 or 1 would sit at infinity and never move.
    private static double Logit(double rate)
    {
        var inside = Math.Clamp(rate, 1e-9, 1 - 1e-9);
        return Math.Log(inside / (1 - inside));
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));
}
