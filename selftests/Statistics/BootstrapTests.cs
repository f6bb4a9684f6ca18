using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>The seeded bootstrap.</summary>
internal sealed class BootstrapTests
{
    private static readonly IReadOnlyList<IReadOnlyList<double>> Values =
        [.. Enumerable.Range(0, 200).Select(i => new[] { Math.Sqrt(i) })];

    private static double Mean(IReadOnlyList<double> values) => values.Average();

    [Test]
    public void EqualSeedsGiveEqualDrawsAndOthersDoNot()
    {
        var first = Bootstrap.Run(Values, Mean, seed: 7, replicates: 200);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bootstrap.Run(Values, Mean, seed: 7, replicates: 200).Draws.ToArray(), Is.EqualTo(first.Draws.ToArray()));
            Assert.That(Bootstrap.Run(Values, Mean, seed: 8, replicates: 200).Draws.ToArray(), Is.Not.EqualTo(first.Draws.ToArray()));
        }
    }

    [Test]
    public void TheMeanOfIndependentValuesGetsTheTextbookInterval([Values] bool corrected)
    {
        var textbook = MeanEstimator.Independent([.. Values.SelectMany(v => v)]).Interval();
        var bootstrap = Bootstrap.Run(Values, Mean, seed: 1);
        var interval = corrected ? bootstrap.BiasCorrected() : bootstrap.Percentile();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(interval.Low, Is.EqualTo(textbook.Low).Within(.06));
            Assert.That(interval.High, Is.EqualTo(textbook.High).Within(.06));
        }
    }

    [Test]
    public void ClustersThatAgreeWithinThemselvesWidenTheInterval()
    {
        // Ten epochs of each of 20 items, every epoch the same: 200 trials that know no more than 20.
        IReadOnlyList<double>[] clusters = [.. Enumerable.Range(0, 20).Select(i => Enumerable.Repeat(i % 2 == 0 ? 1d : 0, 10).ToArray())];
        IReadOnlyList<double>[] loose = [.. clusters.SelectMany(c => c).Select(x => new[] { x })];

        var clustered = Bootstrap.Run(clusters, Mean, seed: 3).Percentile().Width;
        var independent = Bootstrap.Run(loose, Mean, seed: 3).Percentile().Width;

        Assert.That(clustered, Is.GreaterThan(2.5 * independent));
    }

    [Test]
    public void F1OfWholeRequestsAgreesWithWilson()
    {
        // 1 is a true positive, 2 a false positive, 3 a false negative, 0 a true negative.
        IReadOnlyList<int>[] requests = [.. Enumerable.Range(0, 400).Select(i => new[] { i % 20 < 9 ? 1 : i % 20 < 11 ? 2 : i % 20 < 13 ? 3 : 0 })];
        var counts = new TriggerCounts(180, 40, 40);

        var bootstrap = Bootstrap.Run(
            requests, r => new TriggerCounts(r.Count(x => x == 1), r.Count(x => x == 2), r.Count(x => x == 3)).F1!.Value, seed: 5);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(bootstrap.Value, Is.EqualTo(counts.F1!.Value).Within(1e-12));
            Assert.That(bootstrap.BiasCorrected().Low, Is.EqualTo(counts.Wilson().Low).Within(.015));
            Assert.That(bootstrap.BiasCorrected().High, Is.EqualTo(counts.Wilson().High).Within(.015));
        }
    }

    [Test]
    public void TheIntervalOfAQuantileHoldsIt()
    {
        var bootstrap = Bootstrap.Run(Values, v => Quantile.Of(v, .9), seed: 2, replicates: 500);

        Assert.That(bootstrap.Percentile().Contains(Math.Sqrt(179)), Is.True);
    }

    // NumPy: numpy.quantile([1, 2, 4, 8], [0, .25, .5, .9, 1])
    [TestCase(0, 1)]
    [TestCase(.25, 1.75)]
    [TestCase(.5, 3)]
    [TestCase(.9, 6.8)]
    [TestCase(1, 8)]
    public void QuantilesInterpolateAsNumPyDoes(double probability, double expected) =>
        Assert.That(Quantile.Of([8, 1, 4, 2], probability), Is.EqualTo(expected).Within(1e-12));
}
