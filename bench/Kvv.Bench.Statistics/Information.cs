namespace Kvv.Bench.Statistics;

/// <summary>
/// What a trial of an endpoint tells against the two hypotheses: the divergence of its law from the nearest one that they allow.
/// </summary>
/// <param name="AgainstBad">Nats per trial against "bad"; 0 for an endpoint that is bad.</param>
/// <param name="AgainstGood">Nats per trial against "good"; 0 for one that is good.</param>
internal readonly record struct Information(double AgainstBad, double AgainstGood)
{
    /// <summary>One rate for all trials.</summary>
    public static Information OfRate(double rate, double bad, double good) =>
        new(rate > bad ? Divergence(rate, bad) : 0, rate < good ? Divergence(rate, good) : 0);

    /// <summary>Uniformly drawn items, and hypotheses about the mean of their rates.</summary>
    public static Information OfItems(double[] rates, double bad, double good) =>
        new(rates.Average() > bad ? Nearest(rates, bad) : 0, rates.Average() < good ? Nearest(rates, good) : 0);

    public static Information Mean(IEnumerable<Information> draws)
    {
        var all = draws.ToArray();
        return new(all.Average(d => d.AgainstBad), all.Average(d => d.AgainstGood));
    }

    /// <summary>When only a share of the trials says anything.</summary>
    public Information Times(double share) => new(AgainstBad * share, AgainstGood * share);

    /// <summary>
    /// The least mean number of trials of any rule that keeps alpha and beta and decides as often as observed: in the mean a rule
    /// must gather kl(P(decision), nominal rate) nats (A. Wald 1945), whatever it looks at and whenever it stops.
    /// </summary>
    /// <param name="conforms">Share of "conforms" for this endpoint.</param>
    /// <param name="fails">Share of "fails".</param>
    /// <param name="alpha">Nominal rate of "conforms" for a bad endpoint.</param>
    /// <param name="beta">Nominal rate of "fails" for a good one.</param>
    public double LeastTrials(double conforms, double fails, double alpha, double beta) =>
        Math.Max(Needed(conforms, alpha, AgainstBad), Needed(fails, beta, AgainstGood));

    private static double Needed(double power, double level, double perTrial) =>
        perTrial > 0 && power > level ? Divergence(power, level) / perTrial : 0;

    // The law with mean m nearest to the rates a has (a - q)/(q(1 - q)) equal for all items.
    private static double Nearest(double[] rates, double mean)
    {
        double low = -1000, high = 1000;
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            if (rates.Average(a => Root(a, middle)) > mean)
                low = middle;
            else
                high = middle;
        }

        return rates.Average(a => Divergence(a, Root(a, high)));
    }

    // The root within [0, 1] of pull·q² - (1 + pull)·q + a = 0, in the form that does not cancel.
    private static double Root(double rate, double pull)
    {
        var sum = 1 + pull;
        var root = Math.Sqrt(sum * sum - 4 * pull * rate);
        return Math.Clamp(sum >= 0 ? 2 * rate / (sum + root) : (sum - root) / (2 * pull), 1e-12, 1 - 1e-12);
    }

    /// <summary>Kullback-Leibler divergence of two Bernoulli laws in nats.</summary>
    private static double Divergence(double p, double q) => Term(p, q) + Term(1 - p, 1 - q);

    private static double Term(double p, double q) => p <= 0 ? 0 : p * Math.Log(p / q);
}
