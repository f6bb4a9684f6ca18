using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>Wilson and Clopper-Pearson against values computed with SciPy.</summary>
internal sealed class ProportionTests
{
    private const double Printed = 5.1e-11;

    [TestCase(28, 30, .7867654164, .9815229762)]
    [TestCase(890, 1000, .8690945011, .9079206273)]
    [TestCase(1427, 1730, .8062304430, .8420410551)]
    [TestCase(0, 10, 0, .2775327999)]
    [TestCase(10, 10, .7224672001, 1)]
    [TestCase(181, 181, .9792175476, 1)]
    public void WilsonMatchesThePublishedInterval(int successes, int trials, double low, double high)
    {
        var interval = Proportion.Wilson(successes, trials, .95);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(low).Within(Printed));
            Assert.That(interval.High, Is.EqualTo(high).Within(Printed));
            Assert.That(interval.Confidence, Is.EqualTo(.95));
        }
    }

    [TestCase(28, 30, .7792645985, .9918218655)]
    [TestCase(890, 1000, .8689475364, .9087222255)]
    [TestCase(1427, 1730, .8061093396, .8424925318)]
    [TestCase(0, 10, 0, .3084971078)]
    [TestCase(10, 10, .6915028922, 1)]
    [TestCase(181, 181, .9798257302, 1)]
    public void ClopperPearsonMatchesThePublishedInterval(int successes, int trials, double low, double high)
    {
        var interval = Proportion.ClopperPearson(successes, trials, .95);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(low).Within(Printed));
            Assert.That(interval.High, Is.EqualTo(high).Within(Printed));
        }
    }

    [Test]
    public void TheOneSidedExactBoundMatchesThePublishedPlan() =>
        Assert.That(Proportion.ClopperPearsonLower(177, 181, .95), Is.EqualTo(.9501446821).Within(Printed));

    [Test]
    public void NoTrialSaysNothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Proportion.Wilson(0, 0), Is.EqualTo(new Interval(0, 1, .95)));
            Assert.That(Proportion.ClopperPearson(0, 0), Is.EqualTo(new Interval(0, 1, .95)));
        }
    }

    [Test]
    public void AOneSidedBoundIsTheEndOfTheTwoSidedIntervalWithTwiceTheTail()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Proportion.WilsonLower(28, 30, .975), Is.EqualTo(Proportion.Wilson(28, 30, .95).Low).Within(1e-14));
            Assert.That(Proportion.WilsonUpper(28, 30, .975), Is.EqualTo(Proportion.Wilson(28, 30, .95).High).Within(1e-14));
            Assert.That(Proportion.ClopperPearsonUpper(28, 30, .975), Is.EqualTo(Proportion.ClopperPearson(28, 30, .95).High).Within(1e-14));
        }
    }

    [Test]
    public void TheExactIntervalNeverCoversLessThanItSays([Values(5, 20, 60)] int trials, [Values(.02, .3, .5, .93)] double truth)
    {
        var coverage = Enumerable.Range(0, trials + 1)
            .Where(s => Proportion.ClopperPearson(s, trials, .9).Contains(truth))
            .Sum(s => MathNet.Numerics.Distributions.Binomial.PMF(truth, trials, s));

        Assert.That(coverage, Is.GreaterThanOrEqualTo(.9));
    }

    [TestCase(1, 100_000)]
    [TestCase(3, 4000)]
    [TestCase(3999, 4000)]
    [TestCase(50_000, 100_000)]
    [TestCase(999_999, 1_000_000)]
    public void TheExactBoundSolvesItsEquationForLargeSamples(int successes, int trials)
    {
        var bound = Proportion.ClopperPearsonLower(successes, trials, .99);

        Assert.That(BinomialPlan.AtLeast(successes, trials, bound), Is.EqualTo(.01).Within(1e-6));
    }

    [Test]
    public void MirroredCountsGiveMirroredIntervals([Values(0, 1, 7, 20)] int successes)
    {
        var straight = Proportion.Wilson(successes, 20);
        var mirrored = Proportion.Wilson(20 - successes, 20);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(mirrored.Low, Is.EqualTo(1 - straight.High).Within(1e-14));
            Assert.That(mirrored.High, Is.EqualTo(1 - straight.Low).Within(1e-14));
        }
    }

    [TestCase(-1, 10, .95)]
    [TestCase(11, 10, .95)]
    [TestCase(5, -1, .95)]
    [TestCase(5, 10, 1)]
    [TestCase(5, 10, double.NaN)]
    public void ImpossibleInputsAreRefused(int successes, int trials, double confidence)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => Proportion.Wilson(successes, trials, confidence), Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => Proportion.ClopperPearson(successes, trials, confidence), Throws.InstanceOf<ArgumentOutOfRangeException>());
        }
    }
}
