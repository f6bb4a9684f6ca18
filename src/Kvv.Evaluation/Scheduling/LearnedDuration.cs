namespace Kvv.Evaluation.Scheduling;

/// <summary>
/// The expected duration of a trial: all time spent over the trials that ended, where time spent includes that of trials
/// still under way. Counting only what ended would take the quick ones for typical, because they end first.
/// Not thread-safe.
/// </summary>
internal sealed class LearnedDuration
{
    private readonly double _priorTrials;
    private readonly double _priorSeconds;
    private readonly TimeProvider _clock;
    private readonly long _origin;
    private double _spent;
    private double _startSum;
    private int _underWay;
    private int _ended;

    public LearnedDuration(double priorTrials, double expectedSeconds, TimeProvider clock)
    {
        _priorTrials = priorTrials;
        _priorSeconds = priorTrials * expectedSeconds;
        _clock = clock;
        _origin = clock.GetTimestamp();
    }

    public double Seconds => (_priorSeconds + _spent + Math.Max(0, (_underWay * Now) - _startSum)) / (_priorTrials + _ended);

    /// <summary>What is known of the trials of this part of the run.</summary>
    public TrialTimes Times => new(_priorSeconds / _priorTrials, _ended, _spent, _underWay, Math.Max(0, (_underWay * Now) - _startSum));

    /// <summary>Seconds since the benchmark was opened.</summary>
    public double Now => _clock.GetElapsedTime(_origin).TotalSeconds;

    /// <summary>A trial starts; its time is handed back when it is over.</summary>
    public void Begin(double now)
    {
        _underWay++;
        _startSum += now;
    }

    /// <summary>A trial has ended.</summary>
    /// <returns>The seconds it took.</returns>
    public double End(double startedAt)
    {
        GiveUp(startedAt);
        var took = Now - startedAt;
        _spent += took;
        _ended++;
        return took;
    }

    public void GiveUp(double startedAt)
    {
        _underWay--;
        _startSum -= startedAt;
    }
}
