using Kvv.Evaluation.Scheduling;
using Kvv.SelfTests.Wire;
using NUnit.Framework;

namespace Kvv.SelfTests.Engine;

/// <summary>The time left is of the right size early in a run, whatever the profile expected of the endpoint.</summary>
[TestFixture]
public sealed class TimeLeftTests
{
    private const int Limit = 32;
    private const int Trials = 600;
    private const double Expected = 60;

    // Fifty times faster than the profile expects, as expected, twenty times slower; from the moment at which half as many
    // trials have ended as run at once.
    [Test]
    public void TheTimeLeftIsOfTheRightSizeFromTheFirstHalfOfAWave([Values(0.02, 1, 20)] double slowness, [Values(0.4, 0.8)] double spread, [Range(1, 5)] int seed)
    {
        var (looks, end) = Run(slowness, spread, seed);
        using (Assert.EnterMultipleScope())
        {
            foreach (var ended in new[] { Limit / 2, Limit, 2 * Limit, Trials / 2 })
                Assert.That(looks[ended - 1].Left / (end - looks[ended - 1].Now), Is.InRange(1 / 3d, 3), $"seed {seed}, after {ended} trials");
        }
    }

    // What the scheduler expects keeps to the profile for longer, so that the order of benchmarks does not jump about: it is no
    // measure of the time left.
    [Test]
    public void TheExpectationOfTheSchedulerWouldBeTooHigh()
    {
        var (looks, end) = Run(slowness: 0.02, spread: 0.4, seed: 1);
        Assert.That(looks[(Limit / 2) - 1].Scheduled / (end - looks[(Limit / 2) - 1].Now), Is.GreaterThan(3));
    }

    [Test]
    public void WhatOneBenchmarkShowsOfTheEndpointIsExpectedOfTheOthers()
    {
        var measured = new TrialTimes(Expected: 100, Ended: 50, Spent: 50, UnderWay: 0, Lasted: 0);
        var waiting = new TrialTimes(Expected: 600, Ended: 0, Spent: 0, UnderWay: 0, Lasted: 0);
        var slowness = TimeLeft.Slowness([measured, waiting]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(slowness, Is.EqualTo(0.01).Within(5).Percent);
            Assert.That(TimeLeft.OfTrial(waiting, slowness), Is.EqualTo(6).Within(5).Percent);
            Assert.That(TimeLeft.OfTrial(waiting, TimeLeft.Slowness([waiting])), Is.EqualTo(600).Within(1e-9), "nothing is known");
        }
    }

    [Test]
    public void ABenchmarkThatDepartsFromTheSpeedOfTheOthersIsJudgedByItsOwnTrials()
    {
        var quick = new TrialTimes(Expected: 10, Ended: 1000, Spent: 1000, UnderWay: 0, Lasted: 0);
        var slow = new TrialTimes(Expected: 10, Ended: 100, Spent: 2000, UnderWay: 0, Lasted: 0);
        Assert.That(TimeLeft.OfTrial(slow, TimeLeft.Slowness([quick, slow])), Is.EqualTo(20).Within(10).Percent);
    }

    [Test]
    public void TrialsThatLastLongerThanExpectedMoveTheExpectationBeforeTheFirstHasEnded() =>
        Assert.That(TimeLeft.OfTrial(new TrialTimes(Expected: 10, Ended: 0, Spent: 0, UnderWay: 4, Lasted: 400), slowness: 1), Is.EqualTo(150));

    [Test]
    public void SmallBenchmarksRunSideBySide()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TimeLeft.Together([(1, 10), (1, 20), (1, 30)], Limit), Is.EqualTo(30));
            Assert.That(TimeLeft.Together([(321, 10), (0, 500)], Limit), Is.EqualTo(110));
            Assert.That(TimeLeft.OfBenchmark(0, 10, Limit), Is.Zero);
            Assert.That(TimeLeft.Together([], Limit), Is.Zero);
        }
    }

    /// <summary>Trials of log-normal durations through so many places, in virtual time.</summary>
    /// <returns>After each trial that ended: when, the time left as said, and by what the scheduler expects; and when the last ended.</returns>
    private static (List<(double Now, double Left, double Scheduled)> Looks, double End) Run(double slowness, double spread, int seed)
    {
        var random = new Random(seed);
        var clock = new ManualTime();
        var duration = new LearnedDuration(4, Expected, clock);
        var underWay = new PriorityQueue<double, double>();
        var looks = new List<(double, double, double)>();
        for (var i = 0; i < Limit; i++)
            Begin();
        for (var left = Trials - 1; underWay.TryDequeue(out var startedAt, out var end); left--)
        {
            clock.Advance(TimeSpan.FromSeconds(end - duration.Now));
            duration.End(startedAt);
            if (left >= Limit)
                Begin();
            var seconds = TimeLeft.OfTrial(duration.Times, TimeLeft.Slowness([duration.Times]));
            looks.Add((duration.Now, TimeLeft.OfBenchmark(left, seconds, Limit), left * duration.Seconds / Limit));
        }

        return (looks, duration.Now);

        void Begin()
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var now = duration.Now;
            duration.Begin(now);
            underWay.Enqueue(now, now + (Expected * slowness * Math.Exp((spread * normal) - (spread * spread / 2))));
        }
    }
}
