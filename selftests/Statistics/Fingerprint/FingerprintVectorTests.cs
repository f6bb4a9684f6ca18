using Kvv.Evaluation.Statistics.Fingerprint;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Fingerprint;

/// <summary>Fingerprint statistics against worked examples.</summary>
internal sealed class FingerprintVectorTests
{
    private const double Printed = 5.1e-11;

    private static readonly CompletionPair[] TwoPrompts =
    [
        CompletionPair.OfTexts(["abc", "abd", "abc"], ["abc", "xyz", "xbz"]),
        CompletionPair.OfTexts(["hi", "ho", "hi"], ["ho", "hu", "no"]),
    ];

    private static readonly LogprobRows Rows = new(
        [Row(("A", -.10), ("B", -2.5), ("C", -4.0)), Row(("A", -.11), ("B", -2.4), ("C", -4.1))],
        [Row(("A", -.20), ("B", -1.9), ("D", -3.9)), Row(("A", -.22), ("B", -1.8), ("D", -3.7))]);

    [Test]
    public void DiscrepancyOfTwoPromptsMatchesTheWorkedExample()
    {
        var result = PermutationTest.Exact(new HammingMmd(TwoPrompts, 4));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Observed, Is.EqualTo(.1388888889).Within(Printed));
            Assert.That((result.Exceedances, result.Labellings), Is.EqualTo((88, 400)));
            Assert.That(result.PValue, Is.EqualTo(.22).Within(1e-12));
        }
    }

    [Test]
    public void TheUnbiasedDiscrepancyMayBeNegative() =>
        Assert.That(
            PermutationTest.Exact(new HammingMmd([CompletionPair.OfTexts(["abc", "abd"], ["abc", "xyz"])], 3)).Observed,
            Is.EqualTo(-.1666666667).Within(Printed));

    [Test]
    public void DrawnLabellingsApproachTheExactPValue() =>
        Assert.That(PermutationTest.Run(new HammingMmd(TwoPrompts, 4), 9999, seed: 1).PValue, Is.EqualTo(.22).Within(.015));

    [Test]
    public void LogprobTrackingMatchesTheWorkedExample()
    {
        var tracking = new LogprobTracking([Rows]);
        var relabelled = new[] { "TTFF", "TFTF", "TFFT", "FTTF", "FTFT", "FFTT" }
            .Select(l => tracking.Contribution(0, [.. l.Select(c => c == 'T')]));
        var result = PermutationTest.Exact(tracking);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(relabelled, Is.EqualTo(new[] { .30125, .05375, .07625, .07625, .05375, .30125 }).Within(1e-12));
            Assert.That(result.Observed, Is.EqualTo(.30125).Within(1e-12));
            Assert.That((result.Exceedances, result.Labellings), Is.EqualTo((2, 6)));
        }
    }

    // One extreme labelling and its mirror image: too few rows can never be significant.
    [TestCase(3, .1)]
    [TestCase(4, .029)]
    [TestCase(5, .0079)]
    public void TheSmallestPValueFollowsTheNumberOfRows(int rows, double smallest)
    {
        var (reference, vendor) = (Row(("A", -.1), ("B", -2.5)), Row(("A", -2.5), ("B", -.1)));
        var apart = new LogprobRows([.. Enumerable.Repeat(reference, rows)], [.. Enumerable.Repeat(vendor, rows)]);

        Assert.That(PermutationTest.Exact(new LogprobTracking([apart])).PValue, Is.EqualTo(smallest).Within(.0005));
    }

    [Test]
    public void SeveralPromptsAverage() =>
        Assert.That(PermutationTest.Run(new LogprobTracking([Rows, Rows]), 99, seed: 1).Observed, Is.EqualTo(.30125).Within(1e-12));

    [Test]
    public void TopListsGiveLowerBoundsOfTheDivergence()
    {
        var divergence = TopKDivergence.Between(Row(("A", .70), ("B", .20), ("C", .05)), Row(("A", .60), ("B", .25), ("D", .08)));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(divergence.ReferenceRest, Is.EqualTo(.10).Within(1e-12));
            Assert.That(divergence.VendorRest, Is.EqualTo(.15).Within(1e-12));
            Assert.That(divergence.KullbackLeibler, Is.EqualTo(.0227302548).Within(Printed));
            Assert.That(divergence.TotalVariation, Is.EqualTo(.10).Within(1e-12));
        }
    }

    [Test]
    public void ProbabilitiesThatSumToMoreThanOneAreRefused() =>
        Assert.That(() => TopKDivergence.Between(Row(("A", .7), ("B", .4)), Row(("A", 1))), Throws.ArgumentException);

    [Test]
    public void TotalVariationAndFishersTestMatchTheWorkedExample()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(BorderInputs.TotalVariation([66, 34], [2, 8]), Is.EqualTo(.46).Within(1e-12));
            Assert.That(FisherExact.TwoSided(66, 34, 2, 8), Is.EqualTo(.0064110874).Within(Printed));
        }
    }

    [Test]
    public void UniformityAndRankMatchTheWorkedExamples()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(CramerVonMises.Statistic([.4, .1, .8, .35]), Is.EqualTo(.0783333333).Within(Printed));
            Assert.That(LengthRank.Of([10, 12, 12, 20], 12, .25), Is.EqualTo(.35).Within(1e-12));
        }
    }

    [Test]
    public void ThreeExceedancesOf199GiveTwoPercent() => Assert.That(PermutationTest.PValue(3, 199), Is.EqualTo(.02));

    private static Dictionary<string, double> Row(params (string Token, double Value)[] entries) =>
        entries.ToDictionary(e => e.Token, e => e.Value);
}
