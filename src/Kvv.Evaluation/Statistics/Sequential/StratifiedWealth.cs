namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>One side of a race in stratified epochs: what each bet's wealth is worth as evidence while an epoch is open.</summary>
internal sealed class StratifiedWealth
{
    private readonly OpenEpoch _epoch;
    private readonly double[][] _least;
    private readonly double[][] _most;
    private readonly double[] _charged;

    /// <summary>Prepares the range of every item's expected factor under every bet.</summary>
    /// <param name="epoch">Counts the trials.</param>
    /// <param name="bets">λ, the design bet first.</param>
    /// <param name="losses">By item, what λ is multiplied with at the worst score for this side.</param>
    /// <param name="gains">By item, the same at the best score.</param>
    /// <param name="shifts">By item, what the design bet adds to both.</param>
    public StratifiedWealth(OpenEpoch epoch, double[] bets, IEnumerable<double> losses, IEnumerable<double> gains, IReadOnlyList<double>? shifts)
    {
        _epoch = epoch;
        _least = Factors(bets, [.. losses], shifts, -1 + 1e-12);
        _most = Factors(bets, [.. gains], shifts, double.NegativeInfinity);
        _charged = new double[bets.Length];
    }

    /// <summary>Log wealth of each bet less its charge. The array is used again by the next call.</summary>
    public double[] Charged(double[] logWealth)
    {
        for (var g = 0; g < logWealth.Length; g++)
            _charged[g] = logWealth[g] - _epoch.Charge(_least[g], _most[g]);
        return _charged;
    }

    private static double[][] Factors(double[] bets, double[] gains, IReadOnlyList<double>? shifts, double floor) =>
        [.. bets.Select((bet, g) => gains.Select((gain, item) => 1 + Math.Max(floor, bet * (gain + (g == 0 ? shifts?[item] ?? 0 : 0)))).ToArray())];
}
