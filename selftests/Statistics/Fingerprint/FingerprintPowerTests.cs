using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Fingerprint;
using MathNet.Numerics.Distributions;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Fingerprint;

/// <summary>Power of two tests on toy models, against figures simulated independently. Seeds are fixed and printed.</summary>
internal sealed class FingerprintPowerTests
{
    // 1,000 tokens, top 20 shown, every request with honest logit noise of s.d. .05, ten one-token requests a side.
    [TestCase(0, 0, .15)]
    [TestCase(.02, .2, .65)]
    [TestCase(.05, .9, 1)]
    public void LogprobTrackingResolvesShiftsOfTheSizeOfTheHonestNoise(double shift, double atLeast, double atMost)
    {
        const int repetitions = 60;
        var random = Seeded(21);
        var found = 0;
        for (var r = 0; r < repetitions; r++)
        {
            var logits = Enumerable.Range(0, 1000).Select(_ => 3 * Gauss(random)).ToArray();
            var vendor = logits.Select(x => x + shift * Gauss(random)).ToArray();
            var rows = new LogprobRows(Rows(logits, random), Rows(vendor, random));
            found += PermutationTest.Run(new LogprobTracking([rows]), 199, random.NextUInt64()).PValue <= .05 ? 1 : 0;
        }

        Assert.That((double)found / repetitions, Is.InRange(atLeast, atMost));
    }

    // Log-lengths scatter with s.d. .35 within an item; eight official runs; .4614 is the 5 % point.
    [TestCase(300, 1.0, 0, .12)]
    [TestCase(100, 1.1, .55, .80)]
    [TestCase(300, 1.1, .96, 1)]
    public void LengthRanksFindATenPercentChangeInBenchmarkTraffic(int items, double factor, double atLeast, double atMost)
    {
        const int repetitions = 150;
        var random = Seeded(22);
        var found = 0;
        for (var r = 0; r < repetitions; r++)
        {
            double[] ranks = [.. Enumerable.Range(0, items).Select(_ => LengthRank.Of(
                [.. Enumerable.Range(0, 8).Select(_ => Length(random))], factor * Length(random), random.NextDouble()))];
            found += CramerVonMises.Statistic(ranks) > .4614 ? 1 : 0;
        }

        Assert.That((double)found / repetitions, Is.InRange(atLeast, atMost));
    }

    private static IReadOnlyDictionary<string, double>[] Rows(double[] logits, SplitMix64 random) =>
        [.. Enumerable.Range(0, 10).Select(_ => TopTwenty([.. logits.Select(x => x + .05 * Gauss(random))]))];

    private static Dictionary<string, double> TopTwenty(double[] logits)
    {
        var total = LogSpace.SumExp(logits);
        return logits.Select((x, token) => (token, x)).OrderByDescending(t => t.x).Take(20).ToDictionary(t => $"t{t.token}", t => t.x - total);
    }

    private static double Length(SplitMix64 random) => Math.Exp(.35 * Gauss(random));

    private static double Gauss(SplitMix64 random) => Normal.InvCDF(0, 1, random.NextDouble() + 1e-17);

    private static SplitMix64 Seeded(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        return new SplitMix64(seed);
    }
}
