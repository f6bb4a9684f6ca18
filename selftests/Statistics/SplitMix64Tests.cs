using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>The generator's sequence is a contract.</summary>
internal sealed class SplitMix64Tests
{
    [Test]
    public void SeedZeroGivesThePublishedSequence()
    {
        var random = new SplitMix64(0);

        Assert.That(
            new[] { random.NextUInt64(), random.NextUInt64(), random.NextUInt64() },
            Is.EqualTo(new[] { 0xe220a8397b1dcdafUL, 0x6e789e6aa1b965f4UL, 0x06c45d188009454fUL }));
    }

    [Test]
    public void BoundedDrawsAreUniform()
    {
        var random = new SplitMix64(42);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.NextBelow(7)]++;

        // Chi-square with 6 degrees of freedom: beyond 22.46 with probability .001.
        Assert.That(counts.Sum(c => (c - 10_000d) * (c - 10_000d) / 10_000), Is.LessThan(22.46));
    }

    [Test]
    public void UnitDrawsStayBelowOne()
    {
        var random = new SplitMix64(2);
        var draws = Enumerable.Range(0, 10_000).Select(_ => random.NextDouble()).ToArray();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(draws, Has.All.InRange(0d, Math.BitDecrement(1d)));
            Assert.That(draws.Average(), Is.EqualTo(.5).Within(.01));
        }
    }
}
