using Kvv.Evaluation.Statistics;
using Kvv.Evaluation.Statistics.Sequential;

namespace Kvv.Bench.Statistics;

/// <summary>Which promise a scenario puts to the test.</summary>
internal enum Promise
{
    /// <summary>None; the scenario shows the number of trials.</summary>
    None,

    /// <summary>"Conforms" at most with probability alpha.</summary>
    RarelyConforms,

    /// <summary>"Fails" at most with probability beta.</summary>
    RarelyFails,
}

/// <summary>One endpoint put through one design many times.</summary>
/// <param name="Setting">Name of the item set.</param>
/// <param name="Scheme">Sampling scheme, as the table names it.</param>
/// <param name="Endpoint">The endpoint, as the table names it.</param>
/// <param name="Published">Trials of the fixed published design.</param>
/// <param name="Promise">What must hold.</param>
/// <param name="Information">What a trial of this endpoint tells, or <see langword="null"/> where no bound is known.</param>
/// <param name="Start">For one repetition: the rule and the score of each trial.</param>
internal sealed record Scenario(
    string Setting, string Scheme, string Endpoint, int Published, Promise Promise, Information? Information, Func<int, SplitMix64, Run> Start);

/// <summary>One repetition: the rule, and the score of each trial or <see langword="null"/> for one that says nothing about the metric.</summary>
internal readonly record struct Run(SequentialRule Rule, Func<ScheduledTrial, double?> Score);
