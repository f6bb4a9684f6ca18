using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>Schedules anyone can reproduce from their text.</summary>
internal sealed class ScheduleTests
{
    private static readonly ulong Seed = ScheduleSeed.From(ScheduleSeed.Text("suite-1", "aime2025", "schedule", "v1"));

    [Test]
    public void TheSeedOfATextIsAsPublished() => Assert.That(Seed, Is.EqualTo(18072560652055159794UL));

    [Test]
    public void TheOrderOfTenItemsIsAsPublished() =>
        Assert.That(
            new WithoutReplacement(10).Schedule(Seed, 10).Select(t => t.Item),
            Is.EqualTo(new[] { 0, 7, 9, 5, 6, 8, 2, 4, 3, 1 }));

    [Test]
    public void TwelveIndependentDrawsFromThirtyAreAsPublished() =>
        Assert.That(
            new IndependentDraws(30).Schedule(Seed, 12).Select(t => t.Item),
            Is.EqualTo(new[] { 11, 9, 4, 2, 27, 7, 3, 19, 15, 5, 11, 6 }));

    [Test]
    public void ARepeatedItemGetsTheNextEpoch()
    {
        var schedule = new IndependentDraws(30).Schedule(Seed, 12);

        Assert.That(schedule.Where(t => t.Item == 11).Select(t => t.Epoch), Is.EqualTo(new[] { 0, 1 }));
    }

    [Test]
    public void EveryStratifiedEpochHoldsEveryItemOnce()
    {
        var schedule = new StratifiedEpochs(30).Schedule(Seed, 95);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(schedule, Has.Count.EqualTo(95));
            for (var epoch = 0; epoch < 3; epoch++)
                Assert.That(schedule.Where(t => t.Epoch == epoch).Select(t => t.Item).Order(), Is.EqualTo(Enumerable.Range(0, 30)));
            Assert.That(schedule.Take(30).Select(t => t.Item), Is.Not.EqualTo(schedule.Skip(30).Take(30).Select(t => t.Item)));
        }
    }

    [Test]
    public void ALongerScheduleContinuesAShorterOne([Values(0, 1, 2)] int scheme)
    {
        SamplingScheme[] schemes = [new IndependentDraws(30), new StratifiedEpochs(30), new WithoutReplacement(300)];

        Assert.That(schemes[scheme].Schedule(Seed, 250).Take(100), Is.EqualTo(schemes[scheme].Schedule(Seed, 100)));
    }

    [Test]
    public void ErrorRatesSpeakAboutWhatTheSchemeDraws()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new IndependentDraws(30).Target, Is.EqualTo(VerdictTarget.ExpectedScore));
            Assert.That(new StratifiedEpochs(30).Target, Is.EqualTo(VerdictTarget.ExpectedScore));
            Assert.That(new WithoutReplacement(30).Target, Is.EqualTo(VerdictTarget.FullRunScore));
        }
    }

    [Test]
    public void AnAmbiguousTextIsRefused() =>
        Assert.That(() => ScheduleSeed.Text("a|b", "c", "d", "e"), Throws.ArgumentException);
}
