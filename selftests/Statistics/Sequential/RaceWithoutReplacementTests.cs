using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;
using NUnit.Framework;

namespace Kvv.SelfTests.Statistics.Sequential;

/// <summary>The race over a set whose items are run once.</summary>
internal sealed class RaceWithoutReplacementTests
{
    private static readonly RaceDesign Design = new()
    {
        Bad = -.25,
        Good = 0,
        Low = -1,
        High = 1,
        PassBet = .5,
        FailBet = .5,
        DesignWeight = 1,
        SpreadBets = 0,
    };

    private static readonly double[] Values = [0, 0, -1, 0, 1, 0, 0, 0];

    [Test]
    public void EvidenceMatchesTheWorkedExample()
    {
        double[] pass = [.11778304, .25131443, -.15415068, -.05884050, .42666732, .71434939, 1.11981450];
        double[] fail = [0, 0, .40546511, .50077529, .03077166, .03077166, .03077166];
        var race = new Race(Design, 8);

        using (Assert.EnterMultipleScope())
        {
            for (var t = 0; t < 7; t++)
            {
                race.Add(Values[t]);
                Assert.That(race.LogPass, Is.EqualTo(pass[t]).Within(5.1e-9), $"pass after {t + 1}");
                Assert.That(race.LogFail, Is.EqualTo(fail[t]).Within(5.1e-9), $"fail after {t + 1}");
            }
        }
    }

    // With a single bet λ the evidence of a value gives away the boundary it was held against: m = x - (e^Δ - 1)/λ.
    [Test]
    public void TheBoundariesMoveAsInTheWorkedExample()
    {
        double[] bad = [-.25, -.285714, -.333333, -.2, -.25, -.666667, -1];
        double[] good = [0, 0, 0, .2, .25, 0, 0];
        var race = new Race(Design, 8);
        var (pass, fail) = (0d, 0d);

        using (Assert.EnterMultipleScope())
        {
            for (var t = 0; t < 7; t++)
            {
                race.Add(Values[t]);
                Assert.That(Values[t] - Math.Exp(race.LogPass - pass) / .5 + 2, Is.EqualTo(bad[t]).Within(5.1e-7), $"bad at {t + 1}");
                Assert.That(Values[t] + Math.Exp(race.LogFail - fail) / .5 - 2, Is.EqualTo(good[t]).Within(5.1e-7), $"good at {t + 1}");
                (pass, fail) = (race.LogPass, race.LogFail);
            }
        }
    }

    [Test]
    public void AHypothesisThatHasBecomeImpossibleIsRefutedForGood() =>
        Assert.That(RaceTests.Run(Design, Values, 8).LogPass, Is.EqualTo(double.PositiveInfinity));

    [Test]
    public void NoMoreValuesThanThePopulationHoldsAreTaken() =>
        Assert.That(() => RaceTests.Run(Design, [.. Values, 0], 8), Throws.InvalidOperationException);

    // After the last item the verdict is the plain comparison of the set's own mean.
    [Test]
    public void ACensusIsDecidedByItsOwnMean([Range(0, 40)] int losses)
    {
        // Bets of nothing gather no evidence. The boundaries lie so close that no mean of 40 values falls between them.
        var rule = new SequentialRule
        {
            Benchmark = "census",
            Design = RaceDesign.ForProportion(.5, .52) with { DesignWeight = 1, SpreadBets = 0, PassBet = 0, FailBet = 0 },
            Scheme = new WithoutReplacement(40),
            MaximumTrials = 40,
        };
        var test = new SequentialTest(rule);
        foreach (var trial in rule.Scheme.Schedule(11, 40))
            test.Observe(new Observation(trial, ObservationOutcome.Scored, trial.Item < losses ? 0 : 1));

        var conforms = 40 - losses > 20;
        Assert.That(
            test.Result().Verdict,
            Is.EqualTo(conforms ? StatisticalVerdict.Conforms : StatisticalVerdict.Fails));
    }
}
