using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Fingerprint;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Fingerprint;

/// <summary>Fingerprint tests leave equal endpoints alone and find different ones. Seeds are fixed and printed.</summary>
internal sealed class FingerprintBehaviourTests
{
    [Test]
    public void EqualEndpointsAreRarelyFlagged()
    {
        var flagged = Repeat(120, seed: 11, random => PermutationTest.Run(FirstTokens(random, shift: 0), 99, random.NextUInt64()).PValue <= .05);

        // 5 % of 120 is 6, with a standard deviation of 2.4.
        Assert.That(flagged, Is.LessThanOrEqualTo(14));
    }

    [Test]
    public void AShiftedTokenLawIsFound()
    {
        var flagged = Repeat(40, seed: 12, random => PermutationTest.Run(FirstTokens(random, shift: .35), 99, random.NextUInt64()).PValue <= .05);

        Assert.That(flagged, Is.GreaterThan(36));
    }

    [Test]
    public void ATippedBorderInputIsFound()
    {
        var random = new SplitMix64(5);
        OutputPair[] prompts = [.. Enumerable.Range(0, 20).Select(_ => new OutputPair(Outputs(random, 100, .5), Outputs(random, 10, .85)))];
        OutputPair[] untouched = [.. Enumerable.Range(0, 20).Select(_ => new OutputPair(Outputs(random, 100, .5), Outputs(random, 10, .5)))];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PermutationTest.Run(new BorderInputs(prompts), 999, 1).PValue, Is.LessThanOrEqualTo(.001));
            Assert.That(PermutationTest.Run(new BorderInputs(untouched), 999, 1).PValue, Is.GreaterThan(.05));
        }
    }

    [Test]
    public void TheMostBalancedPromptsAreChosen()
    {
        string[][] outputs = [["a", "a", "a"], ["a", "a", "b"], ["a", "b", "a", "b"], ["a", "a", "a", "b"]];

        Assert.That(BorderInputs.Choose(outputs, 2), Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public void UniformRanksPassAndShiftedRanksFail()
    {
        var random = new SplitMix64(6);
        double[] uniform = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(CramerVonMises.Test(uniform, 999, 1).PValue, Is.GreaterThan(.05));
            Assert.That(CramerVonMises.Test([.. uniform.Select(u => Math.Pow(u, 1.5))], 999, 1).PValue, Is.EqualTo(.001));
        }
    }

    // Critical values of the asymptotic law.
    [TestCase(.3473, .10)]
    [TestCase(.4614, .05)]
    [TestCase(.7435, .01)]
    [TestCase(1.168, .001)]
    public void TheMonteCarloPValueAgreesWithThePublishedCriticalValue(double critical, double level)
    {
        var values = Enumerable.Range(0, 100).Select(i => (i + .5) / 100).ToArray();
        var exponent = Exponent(values, critical);
        var stretched = values.Select(u => Math.Pow(u, exponent)).ToArray();

        // Three standard errors of 4,999 draws.
        Assert.That(CramerVonMises.Test(stretched, 4999, 3).PValue, Is.EqualTo(level).Within(3.2 * Math.Sqrt(level * (1 - level) / 4999)));
    }

    [Test]
    public void SignFlipsFindAShiftAndLeaveSymmetryAlone()
    {
        double[] symmetric = [.. Enumerable.Range(1, 10).SelectMany(i => new[] { i / 10d, -i / 10d })];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(PermutationTest.SignFlip(symmetric, 999, 1).PValue, Is.EqualTo(1));
            Assert.That(PermutationTest.SignFlip([.. symmetric.Select(x => x + 1)], 999, 1).PValue, Is.LessThan(.01));
        }
    }

    [TestCase(.001, .5, .3, .9, FingerprintVerdict.Different)]
    [TestCase(.001, .2, .3, .9, FingerprintVerdict.WithinTolerance)]
    [TestCase(.2, .5, .3, .9, FingerprintVerdict.Match)]
    [TestCase(.2, .5, .3, .5, FingerprintVerdict.Inconclusive)]
    public void SignificanceAloneDecidesNothing(double p, double distance, double tolerance, double power, FingerprintVerdict expected) =>
        Assert.That(FingerprintDecision.Decide(p, distance, tolerance, power), Is.EqualTo(expected));

    [Test]
    public void FewReferencesGiveTheirLargestDistanceAsTolerance() =>
        Assert.That(FingerprintDecision.Tolerance([.1, .3, .2]), Is.EqualTo(.3));

    private static HammingMmd FirstTokens(SplitMix64 random, double shift) => new(
        [.. Enumerable.Range(0, 5).Select(_ => new CompletionPair(Tokens(random, 20, 0), Tokens(random, 20, shift)))], 1);

    private static IReadOnlyList<int>[] Tokens(SplitMix64 random, int count, double shift) =>
        [.. Enumerable.Range(0, count).Select(_ => new[] { random.NextDouble() < .5 + shift ? 1 : 2 + random.NextBelow(3) })];

    private static string[] Outputs(SplitMix64 random, int count, double share) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < share ? "yes" : "no")];

    private static int Repeat(int times, ulong seed, Func<SplitMix64, bool> test)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var random = new SplitMix64(seed);
        return Enumerable.Range(0, times).Count(_ => test(random));
    }

    /// <summary>The exponent that stretches these values to a given statistic, by bisection.</summary>
    private static double Exponent(double[] values, double statistic)
    {
        double low = 1, high = 3;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            if (CramerVonMises.Statistic([.. values.Select(u => Math.Pow(u, middle))]) < statistic)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }
}
