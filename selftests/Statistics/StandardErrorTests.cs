using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>Standard errors and comparisons against worked examples.</summary>
internal sealed class StandardErrorTests
{
    private const double Printed = 5.1e-11;

    private static readonly double[][] Clusters = [[1, 1, 0], [0, 0, 1], [1, 1]];

    [Test]
    public void IndependentTrialsGiveTheNaiveError()
    {
        var estimate = MeanEstimator.Independent([.. Clusters.SelectMany(c => c)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(estimate.Value, Is.EqualTo(.625));
            Assert.That(estimate.StandardError, Is.EqualTo(.1829812637).Within(Printed));
        }
    }

    [Test]
    public void AnIntervalOfAShareEndsWhereSharesEnd()
    {
        var wide = new Interval(-.1, 1.125, .95);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(wide.OfShare(), Is.EqualTo(new Interval(0, 1, .95)));
            Assert.That(new Interval(.2, .9, .95).OfShare(), Is.EqualTo(new Interval(.2, .9, .95)));
        }
    }

    [TestCase(ClusterCorrection.None, .1449002890)]
    [TestCase(ClusterCorrection.ClusterCount, .1774658858)]
    public void ClusteredErrorMatchesTheWorkedExample(ClusterCorrection correction, double expected)
    {
        var estimate = MeanEstimator.Clustered(Clusters, correction);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(estimate.Value, Is.EqualTo(.625).Within(1e-15));
            Assert.That(estimate.StandardError, Is.EqualTo(expected).Within(Printed));
            Assert.That(estimate.DegreesOfFreedom, Is.EqualTo(2));
        }
    }

    [Test]
    public void StratifiedErrorMatchesTheWorkedExample()
    {
        var estimate = MeanEstimator.Stratified([.. new[] { 4, 2, 1 }.Select(s => ItemScores.FromSuccesses(s, 4))]);

        Assert.That(estimate.StandardError, Is.EqualTo(.1272937693).Within(Printed));
    }

    [Test]
    public void AnItemRunOnceHasNoStratifiedError() =>
        Assert.That(() => MeanEstimator.Stratified([ItemScores.FromSuccesses(1, 1)]), Throws.ArgumentException);

    [Test]
    public void CountsAndScoresOfOneItemAgree() =>
        Assert.That(ItemScores.FromScores([1, 1, 0, 1, 0]).SumOfSquares, Is.EqualTo(ItemScores.FromSuccesses(3, 5).SumOfSquares).Within(1e-15));

    // R: qt(.975, 2) = 4.302652729911
    [Test]
    public void FewClustersWidenTheIntervalThroughStudentsT()
    {
        var interval = MeanEstimator.Clustered(Clusters).Interval();

        Assert.That(interval.Width / 2, Is.EqualTo(4.302652729911 * .1774658858).Within(1e-9));
    }

    [Test]
    public void TheBaselinesOwnUncertaintyEntersWhenItsSizeIsKnown()
    {
        var vendor = new Estimate(.9, .01);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Comparison.Unpaired(vendor, .93).StandardError, Is.EqualTo(.01).Within(1e-15));
            Assert.That(Comparison.Unpaired(vendor, .93, 651).StandardError, Is.EqualTo(Math.Sqrt(.0001 + .0651 / 651)).Within(1e-15));
        }
    }

    // Newcombe 1998, table II, case (a): 56/70 against 48/80, method 10 gives .0524 to .3339.
    [Test]
    public void TheDifferenceOfProportionsMatchesNewcombe()
    {
        var interval = new ProportionDifference(56, 70, 48, 80).Interval();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(.0524).Within(5e-5));
            Assert.That(interval.High, Is.EqualTo(.3339).Within(5e-5));
        }
    }

    [Test]
    public void PairingRemovesWhatItemsHaveInCommon()
    {
        // Ten items from hopeless to trivial, the endpoint equal to the baseline on each but for one step up or down.
        var vendor = Enumerable.Range(0, 10).Select(j => new ItemScores(10, (j + (j % 2 == 0 ? .5 : -.5)) / 10, 0)).ToArray();
        var official = Enumerable.Range(0, 10).Select(j => j / 10d).ToArray();
        var paired = Comparison.Paired([.. vendor.Select((v, j) => new[] { v.Mean - official[j] })]);
        var unpaired = Comparison.Unpaired(MeanEstimator.Independent([.. vendor.Select(v => v.Mean)]), MeanEstimator.Independent(official));

        Assert.That(paired.StandardError, Is.LessThan(unpaired.StandardError / 4));
    }

    [Test]
    public void StratifiedComparisonAddsBothSides()
    {
        ItemPair[] items = [.. new[] { 4, 2, 1 }.Select(s => new ItemPair(ItemScores.FromSuccesses(s, 4), ItemScores.FromSuccesses(s, 4)))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Comparison.Stratified(items).Value, Is.Zero);
            Assert.That(Comparison.Stratified(items).StandardError, Is.EqualTo(.1272937693 * Math.Sqrt(2)).Within(1e-9));
        }
    }
}
