namespace Kvv.Evaluation.Scheduling;

/// <summary>How long trials of a benchmark take, as far as it is known.</summary>
/// <param name="Expected">Seconds of one trial before anything was learned.</param>
/// <param name="Ended">Trials that ended in this part of the run.</param>
/// <param name="Spent">Seconds that those took, together.</param>
/// <param name="UnderWay">Trials under way.</param>
/// <param name="Lasted">Seconds that those have lasted so far, together.</param>
public readonly record struct TrialTimes(double Expected, int Ended, double Spent, int UnderWay, double Lasted)
{
    // A trial under way is taken to last half as long again as it has lasted.
    private const double StillToGo = 1.5;

    /// <summary>
    /// Seconds of one trial as measured, or <see langword="null"/> before the first has ended: the geometric mean of two figures
    /// that are wrong in opposite directions. All time over the trials that ended is too high where trials are alike: those under
    /// way have ended nothing yet. Those under way lasting half as long again is too low where they are not: the quick ones end first.
    /// </summary>
    public double? Measured => Ended == 0
        ? null
        : Math.Sqrt((Spent + Lasted) / Ended * ((Spent + (UnderWay * Math.Max(Spent / Ended, StillToGo * LastedEach))) / (Ended + UnderWay)));

    /// <summary>
    /// How many measured trials that figure is worth. What has ended first says little while most are still under way.
    /// </summary>
    public double Weight => Ended == 0 ? 0 : (double)Ended * Ended / (Ended + UnderWay);

    /// <summary>Seconds that no trial falls short of while none has ended.</summary>
    public double AtLeast => Ended == 0 ? StillToGo * LastedEach : 0;

    private double LastedEach => UnderWay == 0 ? 0 : Lasted / UnderWay;
}

/// <summary>
/// The time that is left. What a profile expects of an endpoint is wrong by a factor rather than by an amount, the same for all
/// benchmarks: the factor is learned from all of them, and what one benchmark departs from it by its own trials, on a
/// logarithmic scale with the weight that the spread of each has in a log-normal model.
/// </summary>
public static class TimeLeft
{
    // Variance of the logarithm of a trial's duration (1, a factor of 2.7) over that of an endpoint's speed (4, a factor of 7).
    private const double DoubtOfSpeed = 0.25;

    // The same over the variance between benchmarks at a known speed (0.5, a factor of 2).
    private const double DoubtOfBenchmark = 2;

    // An expectation of nothing has no logarithm.
    private const double Shortest = 1e-3;

    /// <summary>Seconds of a trial over those that were expected of it, learned from all benchmarks; 1 before anything has ended.</summary>
    /// <param name="times">The benchmarks, those that ended included.</param>
    public static double Slowness(IEnumerable<TrialTimes> times)
    {
        ArgumentNullException.ThrowIfNull(times);
        double weight = 0, sum = 0;
        foreach (var t in times)
        {
            if (t.Measured is not { } measured)
                continue;
            weight += t.Weight;
            sum += t.Weight * Math.Log(Math.Max(Shortest, measured) / Math.Max(Shortest, t.Expected));
        }

        return Math.Exp(sum / (weight + DoubtOfSpeed));
    }

    /// <summary>Expected seconds of one trial.</summary>
    /// <param name="times">What is known of its benchmark.</param>
    /// <param name="slowness">See <see cref="Slowness"/>.</param>
    public static double OfTrial(TrialTimes times, double slowness)
    {
        var before = Math.Max(Shortest, times.Expected) * slowness;
        if (times.Measured is not { } measured)
            return Math.Max(before, times.AtLeast);
        var share = times.Weight / (times.Weight + DoubtOfBenchmark);
        return Math.Pow(before, 1 - share) * Math.Pow(Math.Max(Shortest, measured), share);
    }

    /// <summary>Expected seconds to the end of one benchmark, if it had the whole limit; at most, where it may stop early.</summary>
    /// <param name="trials">Trials that have not ended.</param>
    /// <param name="seconds">Expected seconds of one.</param>
    /// <param name="limit">Trials at once.</param>
    /// <returns>The work over the limit, and the last trial, beside which nothing is left to run; 0 when no trial is left.</returns>
    public static double OfBenchmark(int trials, double seconds, int limit) => trials <= 0 ? 0 : Together([(trials, seconds)], limit);

    /// <summary>Expected seconds to the end of benchmarks that share a limit.</summary>
    /// <param name="left">Of each, the trials that have not ended and the expected seconds of one.</param>
    /// <param name="limit">Trials at once.</param>
    public static double Together(IReadOnlyCollection<(int Trials, double Seconds)> left, int limit)
    {
        ArgumentNullException.ThrowIfNull(left);
        var most = left.Where(b => b.Trials > 0).Select(b => b.Seconds).DefaultIfEmpty(0).Max();
        return (left.Sum(b => Math.Max(0, b.Trials - 1) * b.Seconds) / Math.Max(1, limit)) + most;
    }
}
