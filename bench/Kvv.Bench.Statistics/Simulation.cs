using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Bench.Statistics;

/// <summary>What many repetitions of a scenario came to.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Repetitions">How many.</param>
/// <param name="Conforms">Number of verdicts "conforms".</param>
/// <param name="Fails">Number of verdicts "fails".</param>
/// <param name="MeanTrials">Mean trials used.</param>
/// <param name="Trials90">90th percentile of trials used.</param>
internal sealed record Outcome(Scenario Scenario, int Repetitions, int Conforms, int Fails, double MeanTrials, double Trials90)
{
    /// <summary>The nominal rate of the promise, or <see langword="null"/>.</summary>
    public double? Nominal => Scenario.Promise switch
    {
        Promise.RarelyConforms => .05,
        Promise.RarelyFails => .01,
        _ => null,
    };

    /// <summary>The realised rate of the error the promise speaks about.</summary>
    public double Realised => (double)(Scenario.Promise == Promise.RarelyConforms ? Conforms : Fails) / Repetitions;

    /// <summary>Whether the realised rate exceeds the nominal one by more than three standard errors of the simulation.</summary>
    public bool IsBroken => Nominal is { } p && Realised > p + 3 * Math.Sqrt(p * (1 - p) / Repetitions);
}

/// <summary>Runs a scenario on all cores; each repetition has its own seed, so the result does not depend on their number.</summary>
internal static class Simulation
{
    public static Outcome Run(Scenario scenario, int repetitions, ulong seed)
    {
        var verdicts = new StatisticalVerdict[repetitions];
        var trials = new double[repetitions];
        var seeds = new SplitMix64(seed);
        var repetitionSeeds = Enumerable.Range(0, repetitions).Select(_ => seeds.NextUInt64()).ToArray();
        Parallel.For(0, repetitions, r =>
        {
            var run = scenario.Start(r, new SplitMix64(~repetitionSeeds[r]));
            var test = new SequentialTest(run.Rule);
            foreach (var trial in run.Rule.Scheme.Schedule(repetitionSeeds[r], run.Rule.MaximumTrials))
            {
                var score = run.Score(trial);
                test.Observe(new Observation(trial, score is null ? ObservationOutcome.Irrelevant : ObservationOutcome.Scored, score));
                if (!test.IsRunning)
                {
                    trials[r] = trial.Index + 1;
                    break;
                }
            }

            verdicts[r] = test.Verdict;
        });
        return new Outcome(
            scenario, repetitions,
            verdicts.Count(v => v == StatisticalVerdict.Conforms), verdicts.Count(v => v == StatisticalVerdict.Fails),
            trials.Average(), Quantile.Of(trials, .9));
    }
}
