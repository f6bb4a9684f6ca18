using Kvv.Evaluation.Statistics;
using MathNet.Numerics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>Logarithms near 1, where the framework's own function loses everything.</summary>
internal sealed class LogSpaceTests
{
    [TestCase(1e-10, 9.999999999500001E-11)]
    [TestCase(1e-17, 1e-17)]
    [TestCase(0, 0)]
    [TestCase(-1, double.NegativeInfinity)]
    public void TinyArgumentsKeepTheirDigits(double x, double expected) =>
        Assert.That(LogSpace.Log1p(x), Is.EqualTo(expected));

    [Test]
    public void OtherArgumentsAgreeWithMathNet()
    {
        var random = new SplitMix64(1);
        var worst = Enumerable.Range(0, 20_000)
            .Select(_ => Math.Pow(10, 17 * random.NextDouble() - 16) * (2 * random.NextDouble() - 1))
            .Where(x => x > -1)
            .Max(x => Math.Abs(LogSpace.Log1p(x) / SpecialFunctions.Log1p(x) - 1));

        Assert.That(worst, Is.LessThan(2e-15));
    }

    [Test]
    public void SumsOfHugeTermsDoNotOverflow() =>
        Assert.That(LogSpace.SumExp([1000, 1000]), Is.EqualTo(1000 + Math.Log(2)).Within(1e-12));

    [Test]
    public void TheSumOfNothingIsZero() =>
        Assert.That(LogSpace.SumExp([]), Is.EqualTo(double.NegativeInfinity));
}
