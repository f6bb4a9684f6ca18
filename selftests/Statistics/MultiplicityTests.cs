using FsCheck;
using FsCheck.Fluent;
using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>Adjustments and combinations over many rows.</summary>
internal sealed class MultiplicityTests
{
    private const ulong Seed = 20260101;

    private static readonly double[] Values = [.001, .008, .039, .041, .042, .06, .074, .205];

    [SetUp]
    public void PrintSeed() => TestContext.Out.WriteLine($"seed {Seed}");

    [Test]
    public void HolmMatchesTheWorkedExample() =>
        Assert.That(PValues.Holm(Values), Is.EqualTo(new[] { .008, .056, .234, .234, .234, .234, .234, .234 }).Within(1e-12));

    [Test]
    public void BenjaminiHochbergMatchesTheWorkedExample() =>
        Assert.That(
            PValues.BenjaminiHochberg(Values),
            Is.EqualTo(new[] { .008, .032, .0672, .0672, .0672, .08, .0845714286, .205 }).Within(1e-10));

    [TestCase(.2, new[] { true, true, true, false, false })]
    [TestCase(.1, new[] { true, true, false, false, false })]
    public void EBhRejectsAsPublished(double level, bool[] expected) =>
        Assert.That(EValues.BenjaminiHochberg(Logs(40, 25, 10, 3, 1.2), level), Is.EqualTo(expected));

    [Test]
    public void EHolmRejectsUntilTheFirstRowFallsShort()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(EValues.Holm(Logs(3, 45, 60), .05), Is.EqualTo(new[] { false, true, true }));
            Assert.That(EValues.Holm(Logs(25, 45, 59), .05), Is.EqualTo(new[] { false, false, false }));
        }
    }

    [Test]
    public void CauchyMatchesTheWorkedExample() =>
        Assert.That(PValues.Cauchy([.01, .2, .6]), Is.EqualTo(.0289697089).Within(5.1e-11));

    [TestCase(.0001, 50)]
    [TestCase(.005, 7.0710678119)]
    [TestCase(.01, 5)]
    [TestCase(.05, 2.2360679775)]
    public void AnEValueOfAPValueIsAsPublished(double p, double expected) =>
        Assert.That(EValues.FromP(p), Is.EqualTo(expected).Within(5.1e-11));

    [Test]
    public void TheGlobalEValueIsHalfProductHalfMean() =>
        Assert.That(EValues.LogGlobal(Logs(2, 3, 4)), Is.EqualTo(Math.Log((24 + 3) / 2d)).Within(1e-12));

    [Test]
    public void WealthBeyondTheRangeOfADoubleStaysFinite() =>
        Assert.That(EValues.LogGlobal([800, 900]), Is.EqualTo(1700 - Math.Log(2)).Within(1e-9));

    [Test]
    public void AdjustedPValuesKeepTheOrderAndNeverFall()
    {
        var values = Gen.Choose(0, 1000).Select(k => k / 1000d).ListOf().Where(v => v.Count > 0).ToArbitrary();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(Seed, 7, 50),
            Prop.ForAll(values, v => Keeps([.. v], PValues.Holm) && Keeps([.. v], PValues.BenjaminiHochberg)));
    }

    private static bool Keeps(double[] values, Func<IReadOnlyList<double>, double[]> adjust)
    {
        var adjusted = adjust(values);
        return values.Zip(adjusted).All(z => z.Second >= z.First - 1e-12 && z.Second <= 1)
            && values.Zip(adjusted).OrderBy(z => z.First).ThenBy(z => z.Second).Select(z => z.Second).Pairwise().All(p => p.Second >= p.First - 1e-12);
    }

    private static double[] Logs(params double[] values) => [.. values.Select(v => Math.Log(v))];
}
