using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>What a run is expected to need.</summary>
internal sealed class RunPlanTests
{
    [Test]
    public void SchemaAccuracyIsPlannedAsPublished() =>
        Assert.That(RunPlan.For(SequentialRule.ForProportion("schema", .95, .99, 50, 2000)).Good, Is.EqualTo(130).Within(1));

    [Test]
    public void AnAimeLikeSetIsPlannedNearItsSimulatedNeed()
    {
        var plan = RunPlan.For(AimeLike.Rule);
        var plain = RunPlan.For(AimeLike.Rule with { Design = RaceDesign.ForPaired(AimeLike.Baselines, .03) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Good, Is.EqualTo(292).Within(15));
            Assert.That(plain.Good, Is.EqualTo(325).Within(25), "with one offset for all items");
            Assert.That(plan.Cap, Is.EqualTo(960));
        }
    }

    [Test]
    public void TheUsualCapIsTheOfficialRunOrThreeTimesTheNeed()
    {
        var design = RaceDesign.ForProportion(.95, .99);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RunPlan.UsualCap(design, 2000), Is.EqualTo(390).Within(3));
            Assert.That(RunPlan.UsualCap(design, 300), Is.EqualTo(300));
        }
    }

    [Test]
    public void AnIrrelevantShareRaisesTheNeed()
    {
        var rule = SequentialRule.ForF1("trigger", .73, .76, 4000, 40_000);

        Assert.That(RunPlan.For(rule, .61).Good, Is.EqualTo(RunPlan.For(rule).Good / .61).Within(1e-9));
    }

    [Test]
    public void ConcurrencyFallsNearTheEnd()
    {
        var start = RunPlan.Remaining(AimeLike.Rule, 0);
        var end = RunPlan.Remaining(AimeLike.Rule, Math.Log(19));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(RunPlan.Concurrency(start, 32), Is.EqualTo(32));
            Assert.That(RunPlan.Concurrency(end, 32), Is.EqualTo(1));
            Assert.That(RunPlan.Remaining(AimeLike.Rule, 5), Is.Zero);
        }
    }

    [Test]
    public void PriceFollowsTokens()
    {
        var cost = new TrialCost(PromptTokens: 200, CompletionTokens: 20_000, PromptPrice: 1, CompletionPrice: 2.5);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(cost.Price, Is.EqualTo(.0502).Within(1e-12));
            Assert.That(new RunPlan(300, 400, 960).Price(cost).Cap, Is.EqualTo(960 * .0502).Within(1e-9));
        }
    }
}
