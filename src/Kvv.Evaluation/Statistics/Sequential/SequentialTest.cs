namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>
/// A race with its guard rails: nothing is decided below the minimum of trials, above the infrastructure limit, or
/// when all failures are of one transport class. Stops at the first decision;
/// trials that were in flight then are logged and not used. Not thread-safe.
/// </summary>
public sealed class SequentialTest
{
    private readonly Race _race;
    private readonly List<double> _lowValues = [];
    private readonly List<double> _highValues = [];
    private readonly List<double> _shifts = [];
    private readonly Dictionary<string, int> _failureClasses = [];
    private double _scoredSum;
    private int _failures;
    private int _scored;
    private int _infrastructure;
    private int _positions;
    private int _nextIndex;

    /// <summary>Starts a test under a frozen rule.</summary>
    /// <exception cref="ArgumentException">The rule contradicts itself.</exception>
    public SequentialTest(SequentialRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        rule.Validate();
        Rule = rule;
        _race = new Race(rule);
    }

    /// <summary>The rule.</summary>
    public SequentialRule Rule { get; }

    /// <summary>The verdict; undecided while running.</summary>
    public StatisticalVerdict Verdict { get; private set; }

    /// <summary>Why the test stands where it stands.</summary>
    public StopReason Reason { get; private set; }

    /// <summary>Whether more trials are wanted.</summary>
    public bool IsRunning => Reason == StopReason.Running;

    /// <summary>Takes the next trial of the schedule.</summary>
    /// <param name="observation">Its index follows that of the one before; see <see cref="PrefixBuffer{T}"/>.</param>
    /// <returns>The line for the ledger, with the evidence after this trial.</returns>
    /// <exception cref="ArgumentException">Out of order, or a score that does not fit the outcome or the range.</exception>
    public VerdictLedgerEntry Observe(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (observation.Trial.Index != _nextIndex)
            throw new ArgumentException($"Trial {observation.Trial.Index} came where {_nextIndex} was due: evidence is read in schedule order.", nameof(observation));
        if (observation.Score.HasValue != (observation.Outcome == ObservationOutcome.Scored))
            throw new ArgumentException("A scored trial has a score, any other has none.", nameof(observation));
        if (observation.Outcome == ObservationOutcome.Irrelevant && Rule.Scheme is WithoutReplacement)
            throw new ArgumentException("Without replacement every item must have a value.", nameof(observation));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(observation.Trial.Item, Rule.Scheme.Items);
        ArgumentOutOfRangeException.ThrowIfNegative(observation.Trial.Item);
        double? value = observation.Score is { } score ? Rule.Value(observation.Trial.Item, score) : null;

        _nextIndex++;
        var used = IsRunning;
        if (used)
        {
            Use(observation, value);
            Decide();
        }

        return VerdictLedgerEntry.Of(observation, value, used, _race.LogPass, _race.LogFail);
    }

    /// <summary>Where the test stands.</summary>
    /// <param name="confidence">Coverage of the reported confidence sequence.</param>
    public SequentialResult Result(double confidence = .95)
    {
        var design = Rule.Design;
        int? population = Rule.Scheme is WithoutReplacement ? Rule.Scheme.Items : null;
        // Inside an open epoch an interval pays for the look as the evidence does.
        var charge = Math.Exp(-(_race.OpenEpoch?.ChargeOfAnyBet() ?? 0));
        var tail = 1 - (1 - confidence) / 2 * charge;
        var interval = new Interval(
            ConfidenceSequence.BoundedLower(_lowValues, design.Low, design.High, tail, population),
            ConfidenceSequence.BoundedUpper(_highValues, design.Low, design.High, tail, population),
            confidence);
        double? margin = Rule.ItemOffsets is null
            ? null
            : Math.Clamp(
                -ConfidenceSequence.BoundedLower(
                    _lowValues, design.Low, design.High, 1 - Rule.Alpha * charge, population, Race.PassBets(design), Race.LogWeights(design), _shifts),
                0, Verdict == StatisticalVerdict.Conforms ? -design.Bad : double.PositiveInfinity);
        double? mean = _scored == 0 ? null : _scoredSum / _scored;
        return new SequentialResult(
            Verdict, Reason, _positions, _scored, _infrastructure, mean,
            _race.LogPass, _race.LogFail, EValues.AnytimeP(_race.HighestLogPass), EValues.AnytimeP(_race.HighestLogFail),
            interval, mean is { } value ? Rule.ToMetric(value) : null, interval.Map(Rule.ToMetric), margin, Verdict == StatisticalVerdict.Fails && interval.High < design.Bad);
    }

    private void Use(Observation observation, double? value)
    {
        _positions++;
        if (value is { } known)
        {
            _scored++;
            _scoredSum += known;
            Add(known, known, observation.Trial.Item);
            if (observation.Score < Rule.HighestScore)
            {
                _failures++;
                if (observation.FailureClass is { } name)
                    _failureClasses[name] = _failureClasses.GetValueOrDefault(name) + 1;
            }
        }
        else if (observation.Outcome == ObservationOutcome.Infrastructure)
        {
            _infrastructure++;
            var item = observation.Trial.Item;
            Add(Rule.Value(item, Rule.LowestScore), Rule.Value(item, Rule.HighestScore), item);
        }
        else
        {
            _race.AddIrrelevant(observation.Trial.Item);
        }
    }

    private void Add(double low, double high, int item)
    {
        _race.Add(low, high, item);
        _lowValues.Add(low);
        _highValues.Add(high);
        _shifts.Add(Rule.Design.PassShifts?[item] ?? 0);
    }

    private void Decide()
    {
        if (_infrastructure > Rule.InfrastructureLimit * Rule.MaximumTrials)
        {
            // Even without a further loss the share could not come back under the limit.
            Reason = StopReason.InfrastructureLimit;
            return;
        }

        var withinLimit = _infrastructure <= Rule.InfrastructureLimit * _positions;
        if (withinLimit && _race.Count >= Rule.MinimumTrials)
            Look();
        if (IsRunning && _positions == Rule.MaximumTrials)
            Reason = withinLimit ? StopReason.MaximumTrials : StopReason.InfrastructureLimit;
    }

    private void Look()
    {
        var census = Rule.Scheme is WithoutReplacement && _positions == Rule.Scheme.Items;
        var pass = census ? _race.LowMean > Rule.Design.Bad : Reaches(_race.LogPass, Rule.Alpha);
        var fail = census ? _race.HighMean <= Rule.Design.Bad : Reaches(_race.LogFail, Rule.Beta);
        if (pass && fail)
            Reason = StopReason.BothThresholds;
        else if (pass)
            Stop(StatisticalVerdict.Conforms, census);
        else if (fail && _failures > 0 && _failureClasses.ContainsValue(_failures))
            Reason = StopReason.OneFailureClass;
        else if (fail)
            Stop(StatisticalVerdict.Fails, census);
    }

    private void Stop(StatisticalVerdict verdict, bool census)
    {
        Verdict = verdict;
        Reason = census ? StopReason.Census : StopReason.Evidence;
    }

    private static bool Reaches(double logE, double level) => logE >= -Math.Log(level) - EValues.Tolerance;
}
