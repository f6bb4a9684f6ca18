using FsCheck;
using FsCheck.Fluent;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>The fastest bets with an offset by item: what they promise is computed here by other means.</summary>
internal sealed class OffsetBetTests
{
    private const ulong Seed = 20261122;

    private static readonly double[] Rates = [.9948848520, .9948848520, .9334968407, .5037807616, .1354526937];

    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(Seed, 9, 50);

    [SetUp]
    public void PrintSeed() => TestContext.Out.WriteLine($"seed {Seed}");

    // One item: the projection is the bound itself, and the bet is that of Wald's test.
    [Test]
    public void WithOneItemTheBetIsThatOfTheSequentialProbabilityRatioTest()
    {
        var bet = OffsetBets.AgainstAtMost([.99], .95);
        var wald = RaceDesign.ForProportion(.95, .99);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bet.Offsets, Is.EqualTo([.95]).Within(1e-12));
            Assert.That(bet.Bet, Is.EqualTo(wald.PassBet).Within(1e-12));
            Assert.That(bet.Growth, Is.EqualTo(wald.PassGrowth).Within(1e-12));
        }
    }

    [Test]
    public void TheOffsetsAreTheNearestRatesWithTheMeanOfTheBound()
    {
        var bet = OffsetBets.AgainstAtMost(Rates, Rates.Average() - .05);
        var pulls = Rates.Zip(bet.Offsets, (a, o) => (a - o) / (o * (1 - o)));
        var divergence = Rates.Zip(bet.Offsets, (a, o) => a * Math.Log(a / o) + (1 - a) * Math.Log((1 - a) / (1 - o))).Average();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bet.Offsets.Average(), Is.EqualTo(Rates.Average() - .05).Within(1e-12));
            Assert.That(pulls, Has.All.EqualTo(bet.Bet).Within(1e-6));
            Assert.That(bet.Growth, Is.EqualTo(divergence).Within(1e-12));
            Assert.That(bet.Growth, Is.GreaterThan(DesignBets.AgainstBad(ItemBaselines.FromKnownRates(Rates), .05).Growth * 1.01));
        }
    }

    [Test]
    public void NoOtherOffsetsAreFaster() =>
        Check.One(Settings, Prop.ForAll(Sets, set =>
        {
            var bet = OffsetBets.AgainstAtMost(set.Rates, set.Bound);
            var dice = new SplitMix64(set.Seed);
            return Enumerable.Range(0, 20).All(_ =>
            {
                var moves = set.Rates.Select(_ => .02 * (dice.NextDouble() - .5)).ToArray();
                var offsets = bet.Offsets.Select((o, j) => o + moves[j] - moves.Average()).ToArray();
                return !(Growth(set.Rates, offsets, Math.Min(.99, bet.Bet * (.8 + .4 * dice.NextDouble()))) > bet.Growth + 1e-12);
            });
        }));

    [Test]
    public void TheOffsetsKeepTheBoundAndNoFailureTakesTheWholeStake() =>
        Check.One(Settings, Prop.ForAll(Sets, set =>
        {
            var most = OffsetBets.AgainstAtMost(set.Rates, set.Bound);
            var least = OffsetBets.AgainstAtLeast([.. set.Rates.Select(a => 1 - a)], 1 - set.Bound);
            return Math.Abs(most.Offsets.Average() - set.Bound) < 1e-9
                && most.Offsets.All(o => 1 - most.Bet * o >= .0099)
                && Math.Abs(least.Growth - most.Growth) < 1e-12
                && least.Offsets.Zip(most.Offsets).All(z => Math.Abs(z.First + z.Second - 1) < 1e-12);
        }));

    [Test]
    public void WithoutAnythingToWinNothingIsBet() =>
        Assert.That(OffsetBets.AgainstAtMost([.4, .6], .5).Bet, Is.Zero);

    // The shifts change the wealth of single trials, and not the hypothesis: at its border every item mix averages 1.
    [Test]
    public void ShiftsByItemAreNeutralOverUniformDraws()
    {
        var baselines = ItemBaselines.FromKnownRates(Rates);
        var design = RaceDesign.ForItems(baselines, .05);
        double[] atTheBorder = [.6, .95, .9, .6, .2625];
        var rates = atTheBorder.Select(p => p + (baselines.Mean - .05 - atTheBorder.Average())).ToArray();
        var average = Enumerable.Range(0, 5).Average(item => new[] { 0d, 1d }.Sum(x =>
        {
            var race = new Race(design);
            race.Add(baselines.Difference(item, x), baselines.Difference(item, x), item);
            return (x == 1 ? rates[item] : 1 - rates[item]) * Math.Exp(race.LogPass);
        }));
        Assert.That(rates, Has.All.InRange(0, 1));
        Assert.That(average, Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void ShiftsThatMoveTheHypothesisAreRefused() =>
        Assert.That(
            () => new Race(RaceDesign.ForItems(ItemBaselines.FromKnownRates(Rates), .05) with { PassShifts = [.1, 0, 0, 0, 0] }),
            Throws.ArgumentException.With.Message.Contains("move the hypothesis"));

    private static Arbitrary<(double[] Rates, double Bound, ulong Seed)> Sets =>
        (from rates in Gen.Choose(0, 1000).ArrayOf(6)
         from share in Gen.Choose(50, 99)
         from seed in Gen.Choose(1, int.MaxValue)
         let all = rates.Select(r => r / 1000d).ToArray()
         where all.Average() > .02
         select (all, all.Average() * share / 100, (ulong)seed)).ToArbitrary();

    // NaN where the bet could lose more than the stake.
    private static double Growth(double[] rates, double[] offsets, double bet) =>
        rates.Zip(offsets, (a, o) => (a == 0 ? 0 : a * Math.Log(1 + bet * (1 - o))) + (a == 1 ? 0 : (1 - a) * Math.Log(1 - bet * o))).Average();
}
