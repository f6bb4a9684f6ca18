using Kvv.Evaluation.Statistics;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>Fixed-sample verdicts, power and plans.</summary>
internal sealed class FixedSampleTests
{
    private static readonly NonInferiorityRule Rule = new(.03);

    [TestCase(.001, .01, StatisticalVerdict.Conforms)]
    [TestCase(-.01, .05, StatisticalVerdict.Undecided)]
    [TestCase(-.10, .02, StatisticalVerdict.Fails)]
    [TestCase(-.01, .001, StatisticalVerdict.Conforms)] // measurably below the baseline, yet within the margin
    public void ADifferenceIsJudgedByItsTwoBounds(double difference, double error, StatisticalVerdict expected) =>
        Assert.That(NonInferiority.Judge(new Estimate(difference, error), 960, Rule).Verdict, Is.EqualTo(expected));

    [Test]
    public void TooFewTrialsDecideNothing() =>
        Assert.That(NonInferiority.Judge(new Estimate(.1, .001), 19, Rule).Verdict, Is.EqualTo(StatisticalVerdict.Undecided));

    [Test]
    public void DataWithoutVariationDecideNothing() =>
        Assert.That(NonInferiority.Judge(new Estimate(0, 0), 960, Rule).Verdict, Is.EqualTo(StatisticalVerdict.Undecided));

    [TestCase(181, 177, StatisticalVerdict.Conforms)]
    [TestCase(181, 176, StatisticalVerdict.Undecided)]
    [TestCase(181, 150, StatisticalVerdict.Fails)]
    public void AProportionIsJudgedByExactBounds(int trials, int successes, StatisticalVerdict expected) =>
        Assert.That(NonInferiority.JudgeProportion(successes, trials, .99, new NonInferiorityRule(.04)).Verdict, Is.EqualTo(expected));

    [Test]
    public void TheExactVerdictKeepsBothErrorRates([Values(40, 200, 960)] int trials)
    {
        var rule = new NonInferiorityRule(.03);

        double Rate(double truth, StatisticalVerdict verdict) => Enumerable.Range(0, trials + 1)
            .Where(s => NonInferiority.JudgeProportion(s, trials, .93, rule).Verdict == verdict)
            .Sum(s => Binomial.PMF(truth, trials, s));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Rate(.90, StatisticalVerdict.Conforms), Is.LessThanOrEqualTo(.05));
            Assert.That(Rate(.93, StatisticalVerdict.Fails), Is.LessThanOrEqualTo(.01));
        }
    }

    [TestCase(.0367, .020)]
    [TestCase(.125, .038)]
    [TestCase(.0651, .027)]
    [TestCase(.25, .053)]
    public void TheSmallestDetectableMarginOf960TrialsIsAsPublished(double variance, double expected) =>
        Assert.That(SampleSize.MinimumDetectable(variance, 960), Is.EqualTo(expected).Within(5.1e-4));

    [Test]
    public void RequiredTrialsMatchTheFixedPlans()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SampleSize.RequiredProportion(.90, .93), Is.EqualTo(926).Within(1));
            Assert.That(SampleSize.Required(.0367, .03), Is.EqualTo(442));
            Assert.That(SampleSize.Required(.125, .05), Is.EqualTo(542).Within(1));
        }
    }

    [TestCase(.93, .04, 546, 248)]
    [TestCase(.93, .05, 364, 159)]
    [TestCase(.50, .03, 3001, 1503)]
    [TestCase(.50, .05, 1077, 541)]
    public void FixedDesignsOfAnAimeLikeSetAreAsPublished(double good, double margin, int unpaired, int paired)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(SampleSize.RequiredProportion(good - margin, good), Is.EqualTo(unpaired).Within(1));
            Assert.That(SampleSize.Required(good == .5 ? .125 : .0367, margin), Is.EqualTo(paired).Within(1));
        }
    }

    [TestCase(.89, 1309)]
    [TestCase(.80, 2025)]
    public void FixedDesignsOfSinglePassesNeedMoreThanTheSetsHold(double good, int expected) =>
        Assert.That(SampleSize.RequiredProportion(good - .03, good), Is.EqualTo(expected).Within(1));

    [Test]
    public void PowerOfTheRequiredSizeIsOneMinusBeta([Values(.01, .05, .2)] double beta)
    {
        var trials = SampleSize.Required(.0367, .03, .05, beta);

        Assert.That(SampleSize.Power(.0367, .03, trials), Is.EqualTo(1 - beta).Within(.002).And.GreaterThanOrEqualTo(1 - beta));
    }

    [Test]
    public void TheSmallestExactPlanForSchemaAccuracyIsAsPublished()
    {
        var plan = BinomialPlan.Smallest(.95, .99);

        using (Assert.EnterMultipleScope())
        {
            Assert.That((plan.Trials, plan.AcceptFrom), Is.EqualTo((181, 177)));
            Assert.That(plan.FalseAccept, Is.EqualTo(.0491625789).Within(5.1e-11));
            Assert.That(plan.FalseReject, Is.EqualTo(.0363298638).Within(5.1e-11));
        }
    }

    [TestCase(.97, .99, 521)]
    [TestCase(.98, .99, 1567)]
    [TestCase(.99, .999, 628)]
    public void OtherProportionPlansAreAsPublished(double bad, double good, int expected) =>
        Assert.That(BinomialPlan.Smallest(bad, good).Trials, Is.EqualTo(expected));

    [Test]
    public void ItemStructureHalvesTheVarianceAtOneHalf() =>
        Assert.That(SampleSize.WithinItemVariance(.5, .5), Is.EqualTo(.125));
}
