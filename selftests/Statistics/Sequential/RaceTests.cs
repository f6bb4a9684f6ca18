using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>The race of two e-processes against worked streams.</summary>
internal sealed class RaceTests
{
    private const double Printed = 5.1e-11;

    private static readonly RaceDesign Schema = RaceDesign.ForProportion(.95, .99);

    [Test]
    public void DesignBetsOfAProportionAreThoseOfTheSequentialProbabilityRatioTest()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Schema.PassBet, Is.EqualTo(.8421052632).Within(Printed));
            Assert.That(Schema.FailBet, Is.EqualTo(4.0404040404).Within(Printed));
        }
    }

    [TestCase(1, .0350603954, -.0728783993)]
    [TestCase(2, .0703181593, -.1223932108)]
    [TestCase(3, .1057682071, -.1676974682)]
    [TestCase(4, -1.0632195871, 1.4779247891)]
    [TestCase(5, -1.0392049426, 1.4091325497)]
    [TestCase(8, -.9650103675, 1.2433253171)]
    [TestCase(9, -1.6375333952, 2.9823830211)]
    [TestCase(10, -1.6255684092, 2.9044364962)]
    public void ABernoulliStreamGathersTheWorkedEvidence(int length, double pass, double fail)
    {
        var race = Run(Schema, new double[] { 1, 1, 1, 0, 1, 1, 1, 1, 0, 1 }.Take(length));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(race.LogPass, Is.EqualTo(pass).Within(Printed));
            Assert.That(race.LogFail, Is.EqualTo(fail).Within(Printed));
        }
    }

    [TestCase(77)]
    [TestCase(118, 1)]
    [TestCase(118, 10)]
    [TestCase(158, 10, 20)]
    public void FailuresDelayThePassAsWorkedOut(int expected, params int[] failures)
    {
        var race = new Race(Schema);
        while (race.LogPass < Math.Log(20))
            race.Add(failures.Contains(race.Count + 1) ? 0 : 1);

        Assert.That(race.Count, Is.EqualTo(expected));
    }

    [Test]
    public void SeventySevenSuccessesGatherTheWorkedEvidence() =>
        Assert.That(Run(Schema, Enumerable.Repeat(1d, 77)).LogPass, Is.EqualTo(3.0135634920).Within(Printed));

    [Test]
    public void TwoFailuresAloneCrossTheFailThreshold() =>
        Assert.That(Run(Schema, [0, 0]).LogFail, Is.EqualTo(5.5744093858).Within(Printed));

    [Test]
    public void WithAllWeightOnTheDesignBetTheRaceIsWaldsTest()
    {
        var wald = Schema with { DesignWeight = 1, SpreadBets = 0 };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Run(wald, [1]).LogPass, Is.EqualTo(.0412429585).Within(Printed));
            Assert.That(Run(wald, [0]).LogPass, Is.EqualTo(-1.6094379124).Within(Printed));
            Assert.That(Run(wald, [1, 0, 1]).LogFail, Is.EqualTo(-Run(wald, [1, 0, 1]).LogPass).Within(1e-12));
            Assert.That(Run(wald, Enumerable.Repeat(1d, 73)).LogPass, Is.GreaterThan(Math.Log(20)));
            Assert.That(Run(wald, Enumerable.Repeat(1d, 72)).LogPass, Is.LessThan(Math.Log(20)));
        }
    }

    [Test]
    public void F1RunsOnItsBoundariesOfJ()
    {
        var design = RaceDesign.ForF1(.73, .76);
        var race = Run(design, [.. Enumerable.Repeat(1d, 62), .. Enumerable.Repeat(0d, 38)]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(design.PassBet, Is.EqualTo(.1558894290).Within(Printed));
            Assert.That(design.FailBet, Is.EqualTo(.1605884791).Within(Printed));
            Assert.That(race.LogPass, Is.EqualTo(.3294065609).Within(Printed));
            Assert.That(race.LogFail, Is.EqualTo(-.4376363124).Within(Printed));
        }
    }

    private static readonly RaceDesign Paired = new() { Bad = -.03, Good = 0, Low = -1, High = 1, PassBet = .585, FailBet = .756 };

    [Test]
    public void AConstantStreamAtTheBaselinePassesAfter174()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Run(Paired, new double[173]).LogPass, Is.LessThan(Math.Log(20)));
            Assert.That(Run(Paired, new double[174]).LogPass, Is.EqualTo(3.0003950279).Within(Printed));
        }
    }

    [Test]
    public void AConstantStreamOfLossesFailsAfterNine()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Run(Paired, Enumerable.Repeat(-1d, 8)).LogFail, Is.LessThan(Math.Log(100)));
            Assert.That(Run(Paired, Enumerable.Repeat(-1d, 9)).LogFail, Is.EqualTo(4.9137740261).Within(Printed));
        }
    }

    [Test]
    public void ThirtyZerosAndTwoLossesGatherTheWorkedEvidence()
    {
        var race = Run(Paired, [.. new double[30], -1, -1]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(race.LogPass, Is.EqualTo(-.8911502767).Within(Printed));
            Assert.That(race.LogFail, Is.EqualTo(1.0176990890).Within(Printed));
        }
    }

    [Test]
    public void AnUnknownValueHelpsNeitherSide()
    {
        var unknown = new Race(Schema);
        unknown.Add(0, 1);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(unknown.LogPass, Is.EqualTo(Run(Schema, [0]).LogPass));
            Assert.That(unknown.LogFail, Is.EqualTo(Run(Schema, [1]).LogFail));
        }
    }

    [Test]
    public void ValuesOutsideTheDesignsRangeAreRefused([Values(-.1, 1.1, double.NaN)] double value) =>
        Assert.That(() => new Race(Schema).Add(value), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ADesignWithoutGapIsRefused() =>
        Assert.That(() => new Race(Schema with { Good = .95 }), Throws.InstanceOf<ArgumentOutOfRangeException>());

    internal static Race Run(RaceDesign design, IEnumerable<double> values, int? population = null)
    {
        var race = new Race(design, population);
        foreach (var value in values)
            race.Add(value);
        return race;
    }
}
