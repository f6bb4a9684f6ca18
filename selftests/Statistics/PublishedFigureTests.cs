using Kvv.Evaluation.Statistics;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>A proportion against a published one whose sample size is known: both errors count.</summary>
internal sealed class PublishedFigureTests
{
    private static readonly NonInferiorityRule Rule = new(.03);

    [TestCase(880, null, StatisticalVerdict.Conforms)]
    [TestCase(880, 1000, StatisticalVerdict.Undecided)]
    [TestCase(890, 1000, StatisticalVerdict.Conforms)]
    [TestCase(864, null, StatisticalVerdict.Fails)]
    [TestCase(864, 1000, StatisticalVerdict.Undecided)]
    [TestCase(840, 1000, StatisticalVerdict.Fails)]
    [TestCase(880, 1_000_000, StatisticalVerdict.Conforms)]
    public void TheErrorOfThePublishedFigureMakesAVerdictHarder(int right, int? published, StatisticalVerdict expected)
    {
        var verdict = published is { } trials
            ? Verdict(right, 1000, .89, trials, Rule)
            : NonInferiority.JudgeProportion(right, 1000, .89, Rule).Verdict;
        Assert.That(verdict, Is.EqualTo(expected));
    }

    [Test]
    public void FewTrialsDecideNothing() =>
        Assert.That(Verdict(0, 19, .89, 1000, Rule), Is.EqualTo(StatisticalVerdict.Undecided));

    // Summed over what both sides may show when their true rates are the same, or one margin apart.
    [TestCase(.89, 100, 100)]
    [TestCase(.95, 300, 60)]
    [TestCase(.5, 60, 120)]
    public void BothErrorRatesHoldOverTheDrawsOfBothSides(double rate, int publishedTrials, int trials)
    {
        var rule = new NonInferiorityRule(.1);
        double passes = 0, fails = 0;
        for (var official = 0; official <= publishedTrials; official++)
        {
            var weight = Binomial.PMF(rate, publishedTrials, official);
            if (weight < 1e-6)
                continue;
            for (var right = 0; right <= trials; right++)
            {
                var (good, bad) = (Binomial.PMF(rate, trials, right), Binomial.PMF(rate - rule.Margin, trials, right));
                if (good < 1e-6 && bad < 1e-6)
                    continue;
                var verdict = Verdict(right, trials, (double)official / publishedTrials, publishedTrials, rule);
                passes += verdict == StatisticalVerdict.Conforms ? weight * bad : 0;
                fails += verdict == StatisticalVerdict.Fails ? weight * good : 0;
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(passes, Is.LessThanOrEqualTo(.05));
            Assert.That(fails, Is.LessThanOrEqualTo(.01));
        }
    }

    [TestCase(850, 1000)]
    [TestCase(50, 60)]
    public void ThePValueIsTheSmallestErrorRateThatFails(int right, int trials)
    {
        var p = PValues.OfUpperBound(new PublishedDifference(right, trials, .89, 1000));
        StatisticalVerdict At(double beta) => Verdict(right, trials, .89, 1000, Rule with { Beta = beta, Alpha = 1e-9 });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(At(p * 1.05), Is.EqualTo(StatisticalVerdict.Fails));
            Assert.That(At(p * .95), Is.EqualTo(StatisticalVerdict.Undecided));
        }
    }

    [Test]
    public void AnEndpointThatDidNoWorseHasNoSmallPValue() =>
        Assert.That(PValues.OfUpperBound(new PublishedDifference(890, 1000, .89, 1000)), Is.EqualTo(.5));

    private static StatisticalVerdict Verdict(int right, int trials, double published, int publishedTrials, NonInferiorityRule rule) =>
        NonInferiority.Judge(new PublishedDifference(right, trials, published, publishedTrials), trials, rule).Verdict;
}
