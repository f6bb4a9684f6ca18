using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Intervals that hold at every look.</summary>
internal sealed class ConfidenceSequenceTests
{
    [TestCase(95, 100, .83974113, .99342287)]
    [TestCase(890, 1000, .85037399, .92269978)]
    [TestCase(28, 30, .69670627, .99802026)]
    public void TheBetaBinomialSequenceMatchesTheWorkedExamples(int successes, int trials, double low, double high)
    {
        var interval = ConfidenceSequence.BetaBinomial(successes, trials);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(low).Within(5.1e-9));
            Assert.That(interval.High, Is.EqualTo(high).Within(5.1e-9));
        }
    }

    [Test]
    public void ThePairedSequenceMatchesTheWorkedExample()
    {
        double[] values = [.. new double[290], 1, 1, 1, 1, 1, -1, -1, -1, -1, -1];

        var interval = ConfidenceSequence.Bounded(values, -1, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(-.0494235622).Within(5.1e-11));
            Assert.That(interval.High, Is.EqualTo(.0494235622).Within(5.1e-11));
        }
    }

    [Test]
    public void NothingSeenSaysNothing()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ConfidenceSequence.BetaBinomial(0, 0), Is.EqualTo(new Interval(0, 1, .95)));
            Assert.That(ConfidenceSequence.Bounded([], -1, 1), Is.EqualTo(new Interval(-1, 1, .95)));
        }
    }

    [Test]
    public void AllSuccessesReachTheBorderAndNoFurther()
    {
        var interval = ConfidenceSequence.BetaBinomial(30, 30);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.High, Is.EqualTo(1));
            // Here the condition reads 31·m^30 = 20^-1, inverted: m = (α/(n+1))^(1/n).
            Assert.That(interval.Low, Is.EqualTo(Math.Pow(.05 / 31, 1 / 30d)).Within(1e-9));
        }
    }

    [Test]
    public void SeeingTheWholeSetLeavesNoUncertainty()
    {
        double[] values = [1, 0, 1, 1, 0, 1, 0, 1];

        var interval = ConfidenceSequence.Bounded(values, 0, 1, population: 8);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(.625).Within(1e-9));
            Assert.That(interval.High, Is.EqualTo(.625).Within(1e-9));
        }
    }

    [Test]
    public void MostOfASetNarrowsTheIntervalBeyondIndependentDraws()
    {
        var values = Enumerable.Range(0, 900).Select(i => i % 10 == 0 ? 0d : 1).ToArray();

        Assert.That(
            ConfidenceSequence.Bounded(values, 0, 1, population: 1000).Width,
            Is.LessThan(.7 * ConfidenceSequence.Bounded(values, 0, 1).Width));
    }

    // Ville: the truth leaves the interval at any look in at most 5 % of streams; ordinary intervals leave it in far more.
    [Test]
    public void TheTruthStaysInsideAtEveryLook()
    {
        const ulong seed = 31;
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new SplitMix64(seed);
        int lost = 0, lostByWilson = 0;
        for (var stream = 0; stream < 300; stream++)
        {
            var successes = 0;
            bool out1 = false, out2 = false;
            for (var n = 1; n <= 300; n++)
            {
                successes += random.NextDouble() < .9 ? 1 : 0;
                if (n % 10 == 0)
                {
                    out1 |= !ConfidenceSequence.BetaBinomial(successes, n).Contains(.9);
                    out2 |= !Proportion.Wilson(successes, n).Contains(.9);
                }
            }

            lost += out1 ? 1 : 0;
            lostByWilson += out2 ? 1 : 0;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lost / 300d, Is.LessThanOrEqualTo(.05));
            Assert.That(lostByWilson / 300d, Is.GreaterThan(.10));
        }
    }
}
