using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Guard rails around the race.</summary>
internal sealed class SequentialTestTests
{
    private static readonly SequentialRule Schema = SequentialRule.ForProportion("schema", .95, .99, items: 50, maximumTrials: 400);

    [Test]
    public void AFlawlessEndpointConformsAfter77Trials()
    {
        var result = Run(Schema, _ => Scored(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Verdict, result.Reason, result.Positions), Is.EqualTo((StatisticalVerdict.Conforms, StopReason.Evidence, 77)));
            Assert.That(result.AnytimePPass, Is.LessThanOrEqualTo(.05));
            Assert.That(result.AnytimePFail, Is.EqualTo(1));
        }
    }

    [Test]
    public void ABrokenEndpointFailsAtTheMinimumOfTrialsAndNotBefore()
    {
        var result = Run(Schema, _ => Scored(0));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.Verdict, result.Positions), Is.EqualTo((StatisticalVerdict.Fails, 20)));
            Assert.That(result.IsStrongFail, Is.True);
        }
    }

    [Test]
    public void ABorderlineEndpointRunsToTheCapAndStaysUndecided()
    {
        var result = Run(Schema, i => Scored(i % 36 == 35 ? 0 : 1));

        Assert.That((result.Verdict, result.Reason, result.Positions), Is.EqualTo((StatisticalVerdict.Undecided, StopReason.MaximumTrials, 400)));
    }

    [Test]
    public void AnOutageDecidesNothingAndStopsEarly()
    {
        var result = Run(Schema, _ => new Trial(ObservationOutcome.Infrastructure));

        using (Assert.EnterMultipleScope())
        {
            // 2 % of 400 is 8: the ninth loss cannot be made good.
            Assert.That((result.Verdict, result.Reason, result.Positions), Is.EqualTo((StatisticalVerdict.Undecided, StopReason.InfrastructureLimit, 9)));
            Assert.That(result.Mean, Is.Null);
            Assert.That(result.LogFail, Is.LessThan(0), "no evidence of failure");
        }
    }

    [Test]
    public void OneLostTrialAmongFewDelaysTheVerdictUntilItsShareIsSmall()
    {
        var result = Run(Schema, i => i == 3 ? new Trial(ObservationOutcome.Infrastructure) : Scored(0));

        Assert.That((result.Verdict, result.Positions, result.Infrastructure), Is.EqualTo((StatisticalVerdict.Fails, 50, 1)));
    }

    [Test]
    public void FailuresOfOneTransportClassAreNotTheModelsFailure()
    {
        var result = Run(Schema, _ => Scored(0, "broken-stream"));

        Assert.That((result.Verdict, result.Reason), Is.EqualTo((StatisticalVerdict.Undecided, StopReason.OneFailureClass)));
    }

    [Test]
    public void OneWrongAnswerBesideTransportFailuresMakesItTheModelsFailureAgain()
    {
        var result = Run(Schema, i => i == 0 ? Scored(0) : Scored(0, "broken-stream"));

        Assert.That(result.Verdict, Is.EqualTo(StatisticalVerdict.Fails));
    }

    [Test]
    public void StratifiedEpochsDecideInsideAnEpochOnlyWithEvidenceToSpare()
    {
        var rule = Schema with { Scheme = new StratifiedEpochs(50) };
        var test = new SequentialTest(rule);
        var trial = rule.Scheme.Schedule(1, 400).Select(t => test.Observe(new Observation(t, ObservationOutcome.Scored, 1))).First(_ => !test.IsRunning);
        var result = test.Result();

        using (Assert.EnterMultipleScope())
        {
            // Independent draws are settled after 77, the end of the second epoch is 100.
            Assert.That(result.Verdict, Is.EqualTo(StatisticalVerdict.Conforms));
            Assert.That(result.Positions, Is.InRange(78, 99));
            Assert.That(trial.LogPass, Is.InRange(Math.Log(20), Math.Log(20) + .5));
        }
    }

    [Test]
    public void TrueNegativesCostTrialsAndSayNothing()
    {
        var rule = SequentialRule.ForF1("trigger", .80, .95, 50, 4000);
        var all = Run(rule, _ => Scored(1));
        var half = Run(rule, i => i % 2 == 0 ? Scored(1) : new Trial(MetricScore.Trigger(false, false).Outcome));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(half.Scored, Is.EqualTo(all.Scored));
            Assert.That(half.Positions, Is.EqualTo(2 * all.Positions - 1));
        }
    }

    [Test]
    public void ThePairedResultNamesTheSmallestMarginTheDataClear()
    {
        var rule = SequentialRule.ForBenchmark("aime", ItemBaselines.FromKnownRates([.9, .95, 1]), .03, new IndependentDraws(3), 960);
        var result = Run(rule, _ => Scored(1));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Verdict, Is.EqualTo(StatisticalVerdict.Conforms));
            Assert.That(result.SmallestMargin, Is.InRange(.025, .03));
            Assert.That(result.Interval.Contains(result.Mean!.Value), Is.True);
        }
    }

    [Test]
    public void ReportsSpeakOfTheMetricAndNotOfTheRacesValues()
    {
        var paired = Run(
            SequentialRule.ForBenchmark("aime", ItemBaselines.FromKnownRates([.5, .6, .7]), .05, new IndependentDraws(3), 960), i => Scored(i % 2));
        var trigger = Run(SequentialRule.ForF1("trigger", .5, .6, 50, 4000), i => Scored(i % 2));

        using (Assert.EnterMultipleScope())
        {
            // Item 0 throughout, half of it right: at its own baseline, which is .6 on the scale of the set.
            Assert.That(paired.Metric, Is.EqualTo(.6).Within(.01));
            Assert.That(paired.MetricInterval.Low, Is.EqualTo(paired.Interval.Low + .6).Within(1e-12));
            Assert.That(trigger.Metric, Is.EqualTo(2 / 3d).Within(.02));
            Assert.That(trigger.MetricInterval.Contains(2 / 3d), Is.True);
        }
    }

    [Test]
    public void EvidenceIsReadInScheduleOrderOnly() =>
        Assert.That(
            () => new SequentialTest(Schema).Observe(new Observation(new ScheduledTrial(1, 0, 0), ObservationOutcome.Scored, 1)),
            Throws.ArgumentException.With.Message.Contains("schedule order"));

    [Test]
    public void AScoreMustFitItsOutcome()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new SequentialTest(Schema).Observe(Observe(0, new Trial(ObservationOutcome.Scored))), Throws.ArgumentException);
            Assert.That(() => new SequentialTest(Schema).Observe(Observe(0, new Trial(ObservationOutcome.Infrastructure, 0))), Throws.ArgumentException);
            Assert.That(() => new SequentialTest(Schema).Observe(Observe(0, Scored(1.5))), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }

    internal readonly record struct Trial(ObservationOutcome Outcome, double? Score = null, string? FailureClass = null);

    private static Trial Scored(double score, string? failureClass = null) => new(ObservationOutcome.Scored, score, failureClass);

    private static Observation Observe(int index, Trial trial) =>
        new(new ScheduledTrial(index, 0, index), trial.Outcome, trial.Score, trial.FailureClass);

    private static SequentialResult Run(SequentialRule rule, Func<int, Trial> trials)
    {
        var test = new SequentialTest(rule);
        for (var i = 0; test.IsRunning; i++)
            test.Observe(Observe(i, trials(i)));
        return test.Result();
    }
}
