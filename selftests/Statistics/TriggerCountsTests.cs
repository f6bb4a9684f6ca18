using Kvv.Evaluation.Statistics;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics;

/// <summary>F1 through the proportion J.</summary>
internal sealed class TriggerCountsTests
{
    private const double Printed = 5.1e-11;

    [TestCase(1488, 470, 470, .7599591420, .7447525657, .7745340390, .7446195188, .7747237808)]
    [TestCase(9, 1, 0, .9473684211, .7467493602, .9909812832, .7138130357, .9987341103)]
    public void IntervalsMatchTheWorkedExamples(
        int tp, int fp, int fn, double f1, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh)
    {
        var counts = new TriggerCounts(tp, fp, fn);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.F1, Is.EqualTo(f1).Within(Printed));
            Assert.That(counts.Wilson().Low, Is.EqualTo(wilsonLow).Within(Printed));
            Assert.That(counts.Wilson().High, Is.EqualTo(wilsonHigh).Within(Printed));
            Assert.That(counts.ClopperPearson().Low, Is.EqualTo(exactLow).Within(Printed));
            Assert.That(counts.ClopperPearson().High, Is.EqualTo(exactHigh).Within(Printed));
        }
    }

    [Test]
    public void TheDeltaMethodMatchesTheWorkedExample()
    {
        var counts = new TriggerCounts(1488, 470, 470);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(counts.Jaccard, Is.EqualTo(.6128500824).Within(Printed));
            Assert.That(counts.DeltaStandardError, Is.EqualTo(.0076003635).Within(Printed));
            Assert.That(counts.Delta().Width / 2, Is.EqualTo(1.959963984540 * .0076003635).Within(1e-9));
        }
    }

    [TestCase(.73, .5748031496)]
    [TestCase(.76, .6129032258)]
    public void BoundariesOfF1BecomeBoundariesOfJ(double f1, double jaccard)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TriggerCounts.JaccardFromF1(f1), Is.EqualTo(jaccard).Within(Printed));
            Assert.That(TriggerCounts.F1FromJaccard(jaccard), Is.EqualTo(f1).Within(Printed));
        }
    }

    [Test]
    public void WithoutARelevantRequestF1IsUnknownAndNotZero()
    {
        var none = new TriggerCounts(0, 0, 0);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(none.F1, Is.Null);
            Assert.That(none.Wilson(), Is.EqualTo(new Interval(0, 1, .95)));
            Assert.That(none.Delta(), Is.EqualTo(new Interval(0, 1, .95)));
        }
    }
}
