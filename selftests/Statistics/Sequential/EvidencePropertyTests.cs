using FsCheck;
using FsCheck.Fluent;
using Kvv.Evaluation.Statistics.Sequential;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>What makes the verdicts valid: under its hypothesis evidence averages at most 1. Checked exactly, by enumeration.</summary>
internal sealed class EvidencePropertyTests
{
    private const ulong Seed = 20260102;

    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(Seed, 9, 50);

    [SetUp]
    public void PrintSeed() => TestContext.Out.WriteLine($"seed {Seed}");

    [Test]
    public void AtTheBadBoundaryEvidenceForPassAveragesOneAndBelowItLess() =>
        Check.One(Settings, Prop.ForAll(Designs, d =>
        {
            var average = AverageOverBernoulli(d, d.Bad, r => r.LogPass);
            return Math.Abs(average - 1) < 1e-9 && AverageOverBernoulli(d, d.Bad * .8, r => r.LogPass) < 1;
        }));

    [Test]
    public void AtTheGoodBoundaryEvidenceForFailAveragesOneAndAboveItLess() =>
        Check.One(Settings, Prop.ForAll(Designs, d =>
        {
            var average = AverageOverBernoulli(d, d.Good, r => r.LogFail);
            return Math.Abs(average - 1) < 1e-9 && AverageOverBernoulli(d, (1 + d.Good) / 2, r => r.LogFail) < 1;
        }));

    [Test]
    public void EvidenceForPassGrowsWhenTheEndpointIsGood() =>
        Check.One(Settings, Prop.ForAll(Designs, d => AverageOverBernoulli(d, d.Good, r => r.LogPass) > 1));

    // Pessimism about unknown values must not leak: whatever the endpoint's loss depends on, the average stays at most 1.
    [Test]
    public void LosingAnswersNeverMakesEvidenceForPass([Values(0, 1)] double lostScore)
    {
        var design = RaceDesign.ForProportion(.9, .95);
        var average = 0d;
        for (var pattern = 0; pattern < 1 << 8; pattern++)
        {
            var race = new Race(design);
            var probability = 1d;
            for (var t = 0; t < 8; t++)
            {
                double x = pattern >> t & 1;
                probability *= x == 1 ? .9 : .1;
                var lost = x == lostScore && t % 2 == 0;
                race.Add(lost ? 0 : x, lost ? 1 : x);
            }

            average += probability * Math.Exp(race.LogPass);
        }

        Assert.That(average, Is.LessThanOrEqualTo(1 + 1e-12));
    }

    [Test]
    public void WithoutReplacementEvidenceAveragesOneOverAllOrders([Range(1, 6)] int looks)
    {
        // Six items whose mean lies exactly on the bad boundary.
        double[] population = [1, 1, 1, 0, 0, .6];
        var design = RaceDesign.ForProportion(.6, .8);

        var average = Orders(population).Average(order => Math.Exp(RaceTests.Run(design, order.Take(looks), 6).LogPass));

        Assert.That(average, Is.EqualTo(1).Within(1e-9));
    }

    [Test]
    public void OverAWholeEpochUnequalItemsOnlyLowerTheEvidence()
    {
        double[] rates = [1, 1, .9, .8, .5, .3];
        var design = RaceDesign.ForProportion(rates.Average(), .9);
        var average = 0d;
        for (var pattern = 0; pattern < 64; pattern++)
        {
            var outcome = rates.Select((_, j) => (double)(pattern >> j & 1)).ToArray();
            var probability = rates.Zip(outcome).Aggregate(1d, (p, z) => p * (z.Second == 1 ? z.First : 1 - z.First));
            average += probability * Math.Exp(RaceTests.Run(design, outcome).LogPass);
        }

        Assert.That(average, Is.InRange(.5, 1 - 1e-6));
    }

    // The same with a bet made after seeing the outcome, to prove that the property can fail.
    [Test]
    public void ABetChosenAfterTheOutcomeBreaksTheProperty()
    {
        var bold = RaceDesign.ForProportion(.9, .95) with { PassBet = 1, DesignWeight = .999, SpreadBets = 1 };
        var timid = bold with { PassBet = 0 };

        var average = .9 * Math.Exp(RaceTests.Run(bold, [1]).LogPass) + .1 * Math.Exp(RaceTests.Run(timid, [0]).LogPass);

        Assert.That(average, Is.GreaterThan(1.05));
    }

    private static Arbitrary<RaceDesign> Designs =>
        (from bad in Gen.Choose(5, 95)
         from gap in Gen.Choose(1, 40)
         let good = bad + (99 - bad) * gap / 41d
         where good > bad + .5
         select RaceDesign.ForProportion(bad / 100d, good / 100)).ToArbitrary();

    private static double AverageOverBernoulli(RaceDesign design, double rate, Func<Race, double> logE)
    {
        const int length = 12;
        return Enumerable.Range(0, length + 1).Sum(s =>
            Binomial.PMF(rate, length, s) * Math.Exp(logE(RaceTests.Run(design, Enumerable.Range(0, length).Select(t => t < s ? 1d : 0)))));
    }

    private static IEnumerable<double[]> Orders(double[] values)
    {
        if (values.Length <= 1)
            return [values];
        return values.SelectMany((first, i) => Orders([.. values[..i], .. values[(i + 1)..]]).Select(rest => (double[])[first, .. rest]));
    }
}
