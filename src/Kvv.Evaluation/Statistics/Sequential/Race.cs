namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// The race of two e-processes. Each observed value x multiplies the wealth of every bet: 1 + λ(x - bad) against BAD and
/// 1 + λ(good - x) against GOOD. Under its hypothesis no factor exceeds 1 on average, so by Ville's inequality the mixture
/// of wealths ever reaches 1/level with probability at most level, however often one looks.
/// </summary>
/// <remarks>
/// Without replacement from a known number of values the boundary m becomes m_t = (N·m - S)/(N - t + 1), the mean the
/// remaining values must have, and bets are cut to stay admissible. Needs nothing but bounded values and the sampling
/// scheme. Not thread-safe; sums run in the order of <see cref="Add(double)"/>, which is part of the result. In stratified
/// epochs the evidence is the wealth less what the choice of items in an open epoch may have brought (<see cref="OpenEpoch"/>).
/// Sources: A. Wald (1945); I. Waudby-Smith and A. Ramdas, arXiv 2010.09686; P. B. Stark (ALPHA), arXiv 2201.02707.
/// </remarks>
public sealed class Race
{
    private const int RememberedValues = 1024;

    private readonly RaceDesign _design;
    private readonly int? _population;
    private readonly double[] _passBets;
    private readonly double[] _failBets;
    private readonly double[] _pass;
    private readonly double[] _fail;
    private readonly Dictionary<(double Value, double Shift), double[]> _passGains = [];
    private readonly Dictionary<(double Value, double Shift), double[]> _failGains = [];
    private readonly StratifiedWealth? _passStrata;
    private readonly StratifiedWealth? _failStrata;
    private double _lowSum;
    private double _highSum;

    /// <summary>Starts with wealth 1 on both sides.</summary>
    /// <param name="design">Hypotheses and bets.</param>
    /// <param name="population">Number of values in all when they are drawn without replacement, else <see langword="null"/>.</param>
    public Race(RaceDesign design, int? population = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        design.Validate();
        if (population is { } size)
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (population is not null && (design.PassShifts ?? design.FailShifts) is not null)
            throw new ArgumentException("Shifts are for items drawn again and again.", nameof(design));
        _design = design;
        _population = population;
        _passBets = PassBets(design);
        _failBets = FailBets(design);
        (_pass, _fail) = (LogWeights(design), LogWeights(design));
        (LogPass, LogFail) = (0, 0);
    }

    /// <summary>Starts the race of a rule, as its scheme demands.</summary>
    internal Race(SequentialRule rule)
        : this(rule.Design, rule.Scheme is WithoutReplacement ? rule.Scheme.Items : null)
    {
        if (rule.Scheme is not StratifiedEpochs)
            return;
        var epoch = new OpenEpoch(rule.Scheme.Items);
        OpenEpoch = epoch;
        double[] lowest = [.. Enumerable.Range(0, rule.Scheme.Items).Select(item => rule.Value(item, rule.LowestScore))];
        double[] highest = [.. Enumerable.Range(0, rule.Scheme.Items).Select(item => rule.Value(item, rule.HighestScore))];
        _passStrata = new StratifiedWealth(epoch, _passBets, lowest.Select(PassGain), highest.Select(PassGain), _design.PassShifts);
        _failStrata = new StratifiedWealth(epoch, _failBets, highest.Select(FailGain), lowest.Select(FailGain), _design.FailShifts);

        double PassGain(double value) => value - _design.Bad;
        double FailGain(double value) => _design.Good - value;
    }

    /// <summary>The epoch under way in stratified epochs, else <see langword="null"/>.</summary>
    internal OpenEpoch? OpenEpoch { get; }

    /// <summary>Number of values so far.</summary>
    public int Count { get; private set; }

    /// <summary>ln E_pass, the evidence against BAD. Positive infinity: BAD has become impossible.</summary>
    public double LogPass { get; private set; }

    /// <summary>ln E_fail, the evidence against GOOD. Positive infinity: GOOD has become impossible.</summary>
    public double LogFail { get; private set; }

    /// <summary>Largest <see cref="LogPass"/> so far, at least 0.</summary>
    public double HighestLogPass { get; private set; }

    /// <summary>Largest <see cref="LogFail"/> so far, at least 0.</summary>
    public double HighestLogFail { get; private set; }

    /// <summary>Adds one value.</summary>
    /// <param name="value">Within the bounds of the design.</param>
    public void Add(double value) => Add(value, value);

    /// <summary>
    /// Adds a value known only to lie between two others: the low end bets against BAD and the high end against GOOD, so
    /// both error rates hold whatever the value was.
    /// </summary>
    /// <param name="low">At least the design's low.</param>
    /// <param name="high">At least <paramref name="low"/> and at most the design's high.</param>
    /// <param name="item">Its item; of consequence where the design has shifts by item, or the scheme strata.</param>
    /// <exception cref="InvalidOperationException">More values than the population holds.</exception>
    public void Add(double low, double high, int item = 0)
    {
        // Rounding in X - offset may overstep a bound by an ulp.
        Domain.Within(low, _design.Low - 1e-12, _design.High + 1e-12);
        Domain.Within(high, low, _design.High + 1e-12);
        if (Count == _population)
            throw new InvalidOperationException($"All {_population} values have been seen.");

        if (_population is null)
        {
            Add(_pass, Remembered(_passGains, low, _design.PassShifts?[item] ?? 0, _passBets, low - _design.Bad));
            Add(_fail, Remembered(_failGains, high, _design.FailShifts?[item] ?? 0, _failBets, _design.Good - high));
            OpenEpoch?.Add(item);
            Weigh();
        }
        else
        {
            AddWithoutReplacement(low, high, _population.Value);
        }

        Count++;
        _lowSum += low;
        _highSum += high;
        KeepHighest();
    }

    /// <summary>Takes a trial that says nothing about the metric: it changes nothing but the count of an open epoch.</summary>
    /// <param name="item">Its item.</param>
    internal void AddIrrelevant(int item)
    {
        if (OpenEpoch is null)
            return;
        OpenEpoch.Add(item);
        Weigh();
        KeepHighest();
    }

    /// <summary>Mean of the low ends, or NaN before the first value.</summary>
    public double LowMean => _lowSum / Count;

    /// <summary>Mean of the high ends, or NaN before the first value.</summary>
    public double HighMean => _highSum / Count;

    private void Weigh()
    {
        LogPass = LogSpace.SumExp(_passStrata is null ? _pass : _passStrata.Charged(_pass));
        LogFail = LogSpace.SumExp(_failStrata is null ? _fail : _failStrata.Charged(_fail));
    }

    private void KeepHighest()
    {
        HighestLogPass = Math.Max(HighestLogPass, LogPass);
        HighestLogFail = Math.Max(HighestLogFail, LogFail);
    }

    private void AddWithoutReplacement(double low, double high, int population)
    {
        double remaining = population - Count;
        var bad = (population * _design.Bad - _lowSum) / remaining;
        var good = (population * _design.Good - _highSum) / remaining;

        // Once the remaining values would have to leave their range, the hypothesis is refuted for good.
        if (double.IsPositiveInfinity(LogPass) || bad < _design.Low - 1e-12)
        {
            LogPass = double.PositiveInfinity;
        }
        else
        {
            Add(_pass, LogGains(_passBets, low - bad, .99 / Math.Max(bad - _design.Low, 1e-9)));
            LogPass = LogSpace.SumExp(_pass);
        }

        if (double.IsPositiveInfinity(LogFail) || good > _design.High + 1e-12)
        {
            LogFail = double.PositiveInfinity;
        }
        else
        {
            Add(_fail, LogGains(_failBets, good - high, .99 / Math.Max(_design.High - good, 1e-9)));
            LogFail = LogSpace.SumExp(_fail);
        }
    }

    private static void Add(double[] logWealth, double[] gains)
    {
        for (var g = 0; g < gains.Length; g++)
            logWealth[g] += gains[g];
    }

    private static double[] LogGains(double[] bets, double gain, double largest)
    {
        var gains = new double[bets.Length];
        for (var g = 0; g < bets.Length; g++)
            gains[g] = LogSpace.Log1p(Math.Max(Math.Min(bets[g], largest) * gain, -1 + 1e-12));
        return gains;
    }

    // 0/1 scores against item baselines take two values per item; their logarithms are worth keeping.
    private static double[] Remembered(Dictionary<(double, double), double[]> known, double value, double shift, double[] bets, double gain)
    {
        if (known.TryGetValue((value, shift), out var gains))
            return gains;
        gains = LogGains(bets, gain, double.PositiveInfinity);
        if (shift != 0)
            gains[0] = LogSpace.Log1p(Math.Max(bets[0] * (gain + shift), -1 + 1e-12));
        if (known.Count < RememberedValues)
            known[(value, shift)] = gains;
        return gains;
    }

    /// <summary>The bets against BAD, the design bet first.</summary>
    internal static double[] PassBets(RaceDesign design) => Bets(design.PassBet, 1 / (design.Bad - design.Low), design.SpreadBets);

    /// <summary>The bets against GOOD, the design bet first.</summary>
    internal static double[] FailBets(RaceDesign design) => Bets(design.FailBet, 1 / (design.High - design.Good), design.SpreadBets);

    /// <summary>Logarithms of the weights that belong to the bets; they add up to 1.</summary>
    internal static double[] LogWeights(RaceDesign design) =>
    [
        Math.Log(design.DesignWeight),
        .. Enumerable.Repeat(Math.Log((1 - design.DesignWeight) / design.SpreadBets), design.SpreadBets),
    ];

    private static double[] Bets(double design, double cap, int spread) =>
        [Math.Min(design, .99 * cap), .. Enumerable.Range(0, spread).Select(k => .95 * cap * Math.Pow(2, -k))];
}
