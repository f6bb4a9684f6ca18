using System.Text.Json;
using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>A verdict can be recomputed from its ledger, offline, by anyone.</summary>
internal sealed class LedgerTests
{
    [Test]
    public void AReplayFromTextGivesTheSameResult([Values(0, .03, .10)] double below, [Values(1UL, 2UL)] ulong seed)
    {
        var test = new SequentialTest(AimeLike.Rule);
        string[] lines = [.. AimeLike.Run(AimeLike.Worse(below), seed).Select(o => test.Observe(o).ToJson())];

        var replay = VerdictLedger.Replay(
            SequentialRule.FromJson(AimeLike.Rule.ToJson()), lines.Select(VerdictLedgerEntry.FromJson), tolerance: 0);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(replay.Agrees, Is.True);
            Assert.That(replay.Result, Is.EqualTo(test.Result()));
        }
    }

    [Test]
    public void TrialsInFlightAtTheStopAreLoggedAndNotUsed()
    {
        var test = new SequentialTest(AimeLike.Rule);
        VerdictLedgerEntry[] lines = [.. AimeLike.Run(AimeLike.Rates, 1).Select(test.Observe)];
        var stop = lines.TakeWhile(l => l.Used).Count();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(stop, Is.InRange(20, 959));
            Assert.That(test.Result().Positions, Is.EqualTo(stop));
            Assert.That(lines[^1].LogPass, Is.EqualTo(lines[stop - 1].LogPass));
        }
    }

    [Test]
    public void AChangedScoreIsFoundOut()
    {
        var test = new SequentialTest(AimeLike.Rule);
        VerdictLedgerEntry[] lines = [.. AimeLike.Run(AimeLike.Rates, 1).Take(50).Select(test.Observe)];
        lines[17] = lines[17] with { Score = 1 - lines[17].Score };

        Assert.That(VerdictLedger.Replay(AimeLike.Rule, lines).FirstMismatch, Is.EqualTo(17));
    }

    [Test]
    public void AChangedRuleIsFoundOutAndHasAnotherHash()
    {
        var test = new SequentialTest(AimeLike.Rule);
        VerdictLedgerEntry[] lines = [.. AimeLike.Run(AimeLike.Rates, 1).Take(50).Select(test.Observe)];
        var gentler = AimeLike.Rule with { Design = AimeLike.Rule.Design with { Bad = -.05 } };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(VerdictLedger.Replay(gentler, lines).FirstMismatch, Is.Zero);
            Assert.That(gentler.Hash(), Is.Not.EqualTo(AimeLike.Rule.Hash()));
            Assert.That(SequentialRule.FromJson(gentler.ToJson()).Hash(), Is.EqualTo(gentler.Hash()));
        }
    }

    [Test]
    public void AnUndecidedRunContinuesUnderAHigherCap()
    {
        var capped = AimeLike.Rule with { MaximumTrials = 100 };
        var first = new SequentialTest(capped);
        VerdictLedgerEntry[] lines = [.. AimeLike.Run(AimeLike.Rates, 1).Select(first.Observe)];

        var extended = VerdictLedger.Replay(AimeLike.Rule, lines);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Result().Reason, Is.EqualTo(StopReason.MaximumTrials));
            Assert.That(extended.Result.Verdict, Is.EqualTo(StatisticalVerdict.Conforms));
        }
    }

    [Test]
    public void CertaintySurvivesTheTextForm()
    {
        var rule = SequentialRule.ForProportion("once", .25, .5, 24, 24) with { Scheme = new WithoutReplacement(24), MinimumTrials = 24 };
        var test = new SequentialTest(rule);
        VerdictLedgerEntry[] lines = [.. rule.Scheme.Schedule(3, 24).Select(t => test.Observe(new Observation(t, ObservationOutcome.Scored, 1)))];
        var line = lines[^1];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.LogPass, Is.EqualTo(double.PositiveInfinity));
            Assert.That(VerdictLedgerEntry.FromJson(line.ToJson()), Is.EqualTo(line));
        }
    }

    [Test]
    public void EveryRuleSurvivesTheTextForm([Range(0, 2)] int scheme)
    {
        SamplingScheme[] schemes = [new IndependentDraws(40), new StratifiedEpochs(40), new WithoutReplacement(40)];
        var rule = SequentialRule.ForProportion("p", .8, .9, 40, 40) with
        {
            Scheme = schemes[scheme],
            ScheduleText = ScheduleSeed.Text("suite", "p", "schedule", "v1"),
            Hashes = new Dictionary<string, string> { ["parser"] = "b", ["baseline"] = "a" },
        };
        var again = SequentialRule.FromJson(rule.ToJson());
        var reordered = rule with { Hashes = new Dictionary<string, string> { ["baseline"] = "a", ["parser"] = "b" } };

        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.Scheme, Is.EqualTo(rule.Scheme));
            Assert.That(again.Design, Is.EqualTo(rule.Design));
            Assert.That(again.Hash(), Is.EqualTo(rule.Hash()));
            Assert.That(reordered.Hash(), Is.EqualTo(rule.Hash()));
            Assert.That(rule.ToJson(), Does.Not.Contain("\"target\""), "what a scheme licenses is no setting");
        }
    }

    [Test]
    public void ATornLineIsNoEntry() =>
        Assert.That(
            () => VerdictLedgerEntry.FromJson("""{"index":3,"item":1,"epo"""),
            Throws.InstanceOf<JsonException>());
}
