namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// What a look inside an epoch costs. Items tried in turn are no independent draws: half-way through an epoch the wealth may
/// have grown because the items so far were the good ones. This counts the trials by item and says by how much at most.
/// </summary>
/// <remarks>
/// Let g_j be the expected factor of a trial of item j and w_j its trials so far. For given g the factors are independent, so that
/// wealth/Π g_j^w_j is a martingale started at 1. The g are unknown, but the hypothesis says Σ g_j ≤ J, and the range of a score
/// says l_j ≤ g_j ≤ u_j. Wealth divided by the largest product they allow therefore stays below that martingale whatever the
/// endpoint is: an e-process, which may be looked at after every trial, in any order of the items. Its supremum is a concave
/// problem; for every c &gt; 0, Lagrange's function gives the upper bound Σ w_j ln g_j + (J - Σ g_j)/c at g_j = w_j·c cut to
/// [l_j, u_j], which is exact where Σ g_j = J. At the end of an epoch all w_j are equal and the bound is 0 (inequality of
/// arithmetic and geometric means): there the look is free. Mixtures are charged bet by bet.
/// Source of the notion: A. Ramdas, P. Grünwald, V. Vovk and G. Shafer, "Game-theoretic statistics and safe anytime-valid
/// inference", Statistical Science 38 (2023) 4, arXiv 2210.01948, section on e-processes (infimum over the hypothesis).
/// </remarks>
/// <param name="items">J.</param>
internal sealed class OpenEpoch(int items)
{
    private const int Iterations = 30;

    private readonly int[] _trials = new int[items];
    private int _count;
    private int _mostTrials;
    private int _itemsWithMost;

    /// <summary>Whether every item has been tried equally often.</summary>
    public bool IsClosed => _count == 0 || _itemsWithMost == items;

    /// <summary>Counts a trial.</summary>
    public void Add(int item)
    {
        _count++;
        var trials = ++_trials[item];
        if (trials > _mostTrials)
            (_mostTrials, _itemsWithMost) = (trials, 1);
        else if (trials == _mostTrials)
            _itemsWithMost++;
    }

    /// <summary>The largest Σ w_j ln g_j that the hypothesis allows, in nats; at least 0.</summary>
    /// <param name="least">l_j by item, at most 1.</param>
    /// <param name="most">u_j by item, at least 1.</param>
    public double Charge(ReadOnlySpan<double> least, ReadOnlySpan<double> most)
    {
        if (IsClosed)
            return 0;
        double low = 0, high = double.PositiveInfinity;
        var level = (double)items / _count;
        for (var i = 0; i < Iterations; i++)
        {
            var (sum, slope, isFull) = Fill(level, least, most);
            if (Math.Abs(sum - items) <= 1e-12 * items)
                break;
            if (sum < items)
                low = level;
            else
                high = level;
            // Everything that may grow has grown: the hypothesis does not bind.
            if (isFull && sum < items)
                return Logarithms(double.PositiveInfinity, least, most);
            var next = slope > 0 ? level + (items - sum) / slope : double.NaN;
            level = next > low && next < high ? next : double.IsPositiveInfinity(high) ? 2 * level : (low + high) / 2;
        }

        return Logarithms(level, least, most) + (items - Fill(level, least, most).Sum) / level;
    }

    /// <summary>The same for every bet at once, from Σ g_j ≤ J alone: Σ w_j ln(w_j·J/n), n the number of trials.</summary>
    public double ChargeOfAnyBet()
    {
        if (IsClosed)
            return 0;
        var sum = 0d;
        foreach (double trials in _trials)
            sum += trials > 0 ? trials * Math.Log(trials * items / _count) : 0;
        return sum;
    }

    // Σ g_j at a level, how fast it rises with the level, and whether no item tried so far can rise any more.
    private (double Sum, double Slope, bool IsFull) Fill(double level, ReadOnlySpan<double> least, ReadOnlySpan<double> most)
    {
        double sum = 0, slope = 0;
        var isFull = true;
        for (var j = 0; j < items; j++)
        {
            var wanted = _trials[j] * level;
            if (wanted <= least[j])
            {
                sum += least[j];
                isFull &= _trials[j] == 0;
            }
            else if (wanted >= most[j])
            {
                sum += most[j];
            }
            else
            {
                sum += wanted;
                slope += _trials[j];
                isFull = false;
            }
        }

        return (sum, slope, isFull);
    }

    private double Logarithms(double level, ReadOnlySpan<double> least, ReadOnlySpan<double> most)
    {
        var sum = 0d;
        for (var j = 0; j < items; j++)
        {
            if (_trials[j] > 0)
                sum += _trials[j] * Math.Log(Math.Clamp(_trials[j] * level, least[j], most[j]));
        }

        return sum;
    }
}
