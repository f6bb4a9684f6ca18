using FsCheck;
using FsCheck.Fluent;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Looks inside an epoch: valid for whoever stops where it suits him best, which the uncharged wealth is not.</summary>
internal sealed class OpenEpochTests
{
    private const ulong Seed = 20261123;
    private const int Items = 4;
    private const int Trials = Items + 2;

    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(Seed, 9, 50);

    [SetUp]
    public void PrintSeed() => TestContext.Out.WriteLine($"seed {Seed}");

    // The best stopping rule of someone who knows the true rates, by backward induction over all outcomes of six trials.
    [Test]
    public void NoStoppingRuleGetsMoreThanOneOnAverageFromABadEndpoint() =>
        Check.One(Settings, Prop.ForAll(BadEndpoints, rates => BestStop(rates, r => r.LogPass, stratified: true) <= 1 + 1e-9));

    [Test]
    public void NoStoppingRuleGetsMoreThanOneOnAverageFromAGoodEndpoint() =>
        Check.One(Settings, Prop.ForAll(BadEndpoints, rates =>
            BestStop([.. rates.Select(p => p + Rule.Baseline!.Value - rates.Average())], r => r.LogFail, stratified: true) <= 1 + 1e-9));

    [Test]
    public void WithoutTheChargeALuckyOrderOfItemsIsEnough() =>
        Assert.That(BestStop([.99, .99, .6, .42], r => r.LogPass, stratified: false), Is.GreaterThan(1.05));

    [Test]
    public void AtTheEndOfAnEpochALookIsFree()
    {
        var epoch = new OpenEpoch(3);
        var charges = new List<double>();
        foreach (var item in (int[])[2, 0, 1, 1, 2, 0])
        {
            epoch.Add(item);
            charges.Add(epoch.Charge([.5, .5, .5], [1.5, 1.5, 1.5]));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That((charges[2], charges[5]), Is.EqualTo((0d, 0d)));
            Assert.That(charges.Where((_, i) => i is not (2 or 5)), Has.All.GreaterThan(.01));
            Assert.That(charges[3], Is.LessThan(charges[0]), "the open epoch weighs less beside closed ones");
        }
    }

    // Trials 2, 1, 1: without bounds the means (3/2, 3/4, 3/4) give the most, with them what a grid finds.
    [TestCase(.1, 3d)]
    [TestCase(.1, 1.2)]
    [TestCase(.9, 3d)]
    [TestCase(.8, 1.1)]
    public void TheChargeIsTheLargestGainTheHypothesisAllows(double least, double most)
    {
        var epoch = new OpenEpoch(3);
        foreach (var item in (int[])[0, 1, 2, 0])
            epoch.Add(item);
        const int Steps = 2000;
        var best = double.NegativeInfinity;
        for (var i = 0; i <= Steps; i++)
        {
            var first = least + (most - least) * i / Steps;
            // By symmetry the other two share the rest.
            var other = Math.Min(most, (3 - first) / 2);
            best = other < least ? best : Math.Max(best, 2 * Math.Log(first) + 2 * Math.Log(other));
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(epoch.Charge([least, least, least], [most, most, most]), Is.EqualTo(best).Within(1e-3).And.GreaterThanOrEqualTo(best - 1e-12));
            Assert.That(epoch.ChargeOfAnyBet(), Is.EqualTo(2 * Math.Log(1.5) + 2 * Math.Log(.75)).Within(1e-12));
        }
    }

    [Test]
    public void ATrialWithoutAValueCountsForItsItemAndChangesNoWealth()
    {
        var (with, without) = (new Race(Rule), new Race(Rule));
        for (var item = 0; item < Items; item++)
        {
            with.AddIrrelevant(item);
            with.Add(0, 0, item);
            without.Add(0, 0, item);
        }

        Assert.That(with.LogPass, Is.EqualTo(without.LogPass).Within(1e-12));
    }

    private static SequentialRule Rule { get; } = SequentialRule.ForBenchmark(
        "tiny", ItemBaselines.FromKnownRates([.95, .95, .8, .7]), .1, new StratifiedEpochs(Items), 400);

    // Rates whose mean lies just on the border of "bad".
    private static Arbitrary<double[]> BadEndpoints =>
        (from raw in Gen.Choose(0, 1000).ArrayOf(Items)
         let rates = raw.Select(r => r / 1000d).ToArray()
         let moved = rates.Select(p => p + Rule.Baseline!.Value - .1 - rates.Average()).ToArray()
         where moved.All(p => p is >= 0 and <= .9)
         select moved).ToArbitrary();

    private static double BestStop(double[] rates, Func<Race, double> logE, bool stratified)
    {
        int[] order = [2, 0, 1, 3, 1, 0];
        var evidence = Enumerable.Range(0, Trials + 1).Select(_ => new Dictionary<int, double>()).ToArray();
        for (var pattern = 0; pattern < 1 << Trials; pattern++)
        {
            var race = stratified ? new Race(Rule) : new Race(Rule.Design);
            for (var t = 0; t < Trials; t++)
            {
                evidence[t].TryAdd(pattern & (1 << t) - 1, Math.Exp(logE(race)));
                var value = Rule.Value(order[t], pattern >> t & 1);
                race.Add(value, value, order[t]);
            }

            evidence[Trials][pattern] = Math.Exp(logE(race));
        }

        return Best(0, 0);

        double Best(int t, int seen)
        {
            var now = evidence[t][seen];
            if (t == Trials)
                return now;
            var rate = rates[order[t]];
            return Math.Max(t == 0 ? 0 : now, rate * Best(t + 1, seen | 1 << t) + (1 - rate) * Best(t + 1, seen));
        }
    }
}
