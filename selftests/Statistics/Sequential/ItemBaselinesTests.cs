using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Item baselines, their shrinkage and the bets made from them.</summary>
internal sealed class ItemBaselinesTests
{
    private const double Printed = 5.1e-11;

    private static readonly ItemBaselines Worked =
        ItemBaselines.FromRuns([.. new[] { 32, 32, 30, 16, 4 }.Select(s => ItemScores.FromSuccesses(s, 32))]);

    [Test]
    public void ShrinkageMatchesTheWorkedExample()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Worked.Mean, Is.EqualTo(.7125).Within(1e-15));
            Assert.That(Worked.WithinVariance, Is.EqualTo(.0862903226).Within(Printed));
            Assert.That(Worked.Intraclass, Is.EqualTo(.6330511199).Within(Printed));
            Assert.That(Worked.Kappa, Is.EqualTo(.5796512612).Within(Printed));
            Assert.That(Worked.StandardError, Is.EqualTo(.0232231461).Within(Printed));
            Assert.That(Worked.Correction, Is.Zero.Within(1e-15));
            Assert.That(
                Worked.Expected,
                Is.EqualTo(new[] { .9948848520, .9948848520, .9334968407, .5037807616, .1354526937 }).Within(Printed));
        }
    }

    [Test]
    public void DesignBetsMatchTheWorkedExample()
    {
        var design = RaceDesign.ForPaired(Worked, .05);
        var (shift, rates) = DesignBets.ShiftDown(Worked.Expected, .05);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(design.PassBet, Is.EqualTo(.533715).Within(5.1e-7));
            Assert.That(design.PassGrowth, Is.EqualTo(.0138312722).Within(Printed));
            Assert.That(design.FailBet, Is.EqualTo(.543682).Within(5.1e-7));
            Assert.That(design.FailGrowth, Is.EqualTo(.0140493149).Within(Printed));
            Assert.That(shift, Is.EqualTo(.5788002095).Within(Printed));
            Assert.That(rates, Is.EqualTo(new[] { .9909115461, .9909115461, .8872434075, .3626971294, .0807363710 }).Within(Printed));
        }
    }

    [TestCase(1, .0254094968, -.0024219294)]
    [TestCase(2, -.2138324561, .2111940445)]
    [TestCase(7, .3990666035, -.5581593323)]
    [TestCase(9, -.1456737276, -.2335326528)]
    [TestCase(12, .0576743874, -.4311554220)]
    public void APairedRaceGathersTheWorkedEvidence(int length, double pass, double fail)
    {
        (int Item, double Score)[] stream =
            [(0, 1), (3, 0), (4, 0), (1, 1), (2, 1), (3, 1), (4, 1), (0, 1), (2, 0), (1, 1), (3, 1), (4, 0)];
        // A search for the top of a smooth hill finds the place to half the digits it finds the height: bets agree to 1e-8.
        const double placed = 2e-8;
        var race = RaceTests.Run(RaceDesign.ForPaired(Worked, .05), stream.Take(length).Select(x => Worked.Difference(x.Item, x.Score)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(race.LogPass, Is.EqualTo(pass).Within(placed));
            Assert.That(race.LogFail, Is.EqualTo(fail).Within(placed));
        }
    }

    // Thirty items with a mean within-item variance of .0367, k(m - k)/(m(m - 1)) for k wrong of m: √(v/(J·m)).
    [TestCase(32, 1, 6, .0062)]
    [TestCase(128, 4, 25, .0031)]
    public void TheErrorOfAnOfficialRunShrinksWithItsEpochs(int epochs, int wrong, int itemsWithOneMore, double expected)
    {
        var baselines = ItemBaselines.FromRuns(
            [.. Enumerable.Range(0, 30).Select(j => ItemScores.FromSuccesses(epochs - wrong - (j < itemsWithOneMore ? 1 : 0), epochs))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(baselines.WithinVariance, Is.EqualTo(.0367).Within(.0005));
            Assert.That(baselines.StandardError, Is.EqualTo(expected).Within(5e-5));
        }
    }

    // The familiar bet δ/(σ² + δ²) overbets on skewed scores.
    [Test]
    public void TheGrowthOptimalBetIsSmallerThanTheShortcut()
    {
        var shortcut = .03 / (AimeLike.Baselines.WithinVariance + .0009);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shortcut, Is.EqualTo(.797).Within(.02));
            Assert.That(RaceDesign.ForPaired(AimeLike.Baselines, .03).PassBet, Is.EqualTo(.585).Within(.02));
        }
    }

    [Test]
    public void ASingleRunPerItemFallsBackToTheAssumedCorrelation()
    {
        var single = ItemBaselines.FromRuns([.. Enumerable.Range(0, 100).Select(j => ItemScores.FromSuccesses(j < 89 ? 1 : 0, 1))]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(single.IntraclassIsEstimated, Is.False);
            Assert.That(single.Intraclass, Is.EqualTo(.6));
            Assert.That(single.Expected[0], Is.EqualTo((1 + .4 / .6 * .89) / (1 + .4 / .6)).Within(1e-12));
            Assert.That(single.WithinVariance, Is.EqualTo(.89 * .11 * .4).Within(1e-12));
        }
    }

    [Test]
    public void WithUnequalRunsTheDifferenceStillAveragesToTheTrueDifference()
    {
        var uneven = ItemBaselines.FromRuns([ItemScores.FromSuccesses(1, 2), ItemScores.FromSuccesses(30, 32), ItemScores.FromSuccesses(4, 8)]);
        double[] truth = [.4, .9, .3];

        var expected = truth.Select((p, j) => uneven.Difference(j, p)).Average();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(uneven.Correction, Is.Not.Zero.Within(1e-6));
            Assert.That(expected, Is.EqualTo(truth.Average() - uneven.Mean).Within(1e-12));
        }
    }

    [TestCase(.2, BaselinePrecision.Sufficient)]
    [TestCase(.1, BaselinePrecision.Coarse)]
    [TestCase(.05, BaselinePrecision.Unusable)]
    public void TheBaselinesErrorIsWeighedAgainstTheMargin(double margin, BaselinePrecision expected) =>
        Assert.That(Worked.Precision(margin), Is.EqualTo(expected));

    [Test]
    public void AVerdictOnAnUnusableBaselineIsRefused() =>
        Assert.That(
            () => SequentialRule.ForBenchmark("tiny", Worked, .05, new IndependentDraws(5), 160),
            Throws.ArgumentException.With.Message.Contains("standard error"));

    [Test]
    public void ItemsThatAreCertainLeaveTheBetsFinite()
    {
        var design = RaceDesign.ForPaired(ItemBaselines.FromKnownRates([1, 1, 1, .8]), .03);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(design.PassBet, Is.InRange(.01, .99 / .97));
            Assert.That(design.FailBet, Is.InRange(.01, .99));
        }
    }

    // 44 items, each right three times of three or never: the next run may be the first to differ, 1 in 178 of them.
    [Test]
    public void RunsThatAlwaysAgreedAreNoCertainty()
    {
        var baselines = ItemBaselines.FromRuns([.. Enumerable.Range(0, 44).Select(j => ItemScores.FromSuccesses(j == 0 ? 0 : 3, 3))]);
        const double Rate = .5 / 89;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(baselines.Mean, Is.EqualTo(43d / 44).Within(1e-12));
            Assert.That(baselines.WithinVariance, Is.EqualTo(Rate * (1 - Rate)).Within(1e-12));
            Assert.That(baselines.StandardError, Is.EqualTo(Math.Sqrt(Rate * (1 - Rate) / 132)).Within(1e-12));
            Assert.That(baselines.Precision(.03), Is.EqualTo(BaselinePrecision.Coarse));
        }
    }
}
