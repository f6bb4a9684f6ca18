using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Realised error rates of the whole verdict on an AIME-like set; 2,000 seeded repetitions each.</summary>
internal sealed class ErrorRateTests
{
    private const int Repetitions = 2000;

    [Test]
    public void AnEndpointThreePointsBelowRarelyConforms()
    {
        var (conforms, _, _) = Simulate(.03, seed: 1);

        Assert.That(conforms, Is.LessThanOrEqualTo(.06));
    }

    [Test]
    public void AnEqualEndpointRarelyFailsAndStopsEarly()
    {
        var (conforms, fails, trials) = Simulate(0, seed: 2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fails, Is.LessThanOrEqualTo(.02));
            Assert.That(conforms, Is.GreaterThan(.95));
            Assert.That(trials, Is.LessThan(960 * .4));
        }
    }

    [Test]
    public void AnEndpointTenPointsBelowFailsSoon()
    {
        var (_, fails, trials) = Simulate(.10, seed: 3, repetitions: 500);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(fails, Is.GreaterThan(.99));
            Assert.That(trials, Is.LessThan(120));
        }
    }

    private static (double Conforms, double Fails, double Trials) Simulate(double below, ulong seed, int repetitions = Repetitions)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var seeds = new SplitMix64(seed);
        var rates = AimeLike.Worse(below);
        int conforms = 0, fails = 0;
        long trials = 0;
        for (var r = 0; r < repetitions; r++)
        {
            var test = new SequentialTest(AimeLike.Rule);
            var last = AimeLike.Run(rates, seeds.NextUInt64()).Select(test.Observe).First(_ => !test.IsRunning);
            trials += last.Index + 1;
            conforms += test.Verdict == StatisticalVerdict.Conforms ? 1 : 0;
            fails += test.Verdict == StatisticalVerdict.Fails ? 1 : 0;
        }

        return ((double)conforms / repetitions, (double)fails / repetitions, (double)trials / repetitions);
    }
}
