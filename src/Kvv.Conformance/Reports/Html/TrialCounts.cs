using Kvv.Evaluation.Trials;

namespace Kvv.Conformance.Reports.Html;

/// <summary>What the journal says about one benchmark beyond its figure.</summary>
internal sealed class TrialCounts
{
    private readonly List<double> _firstToken = [];
    private readonly List<double> _outputRate = [];

    public int Trials { get; private set; }

    public int NotRight { get; private set; }

    public int Truncated { get; private set; }

    /// <summary>Trials of which a request needed more than one attempt.</summary>
    public int Retried { get; private set; }

    /// <summary>Requests sent, retries not counted; <see langword="null"/> when no trial is known.</summary>
    public long? Requests { get; private set; }

    /// <summary>Prompt tokens from the endpoint's cache; <see langword="null"/> when it reports none.</summary>
    public long? CachedTokens { get; private set; }

    /// <summary>What the first trial without an answer met.</summary>
    public string? FirstProblem { get; private set; }

    /// <summary>Milliseconds to the first content.</summary>
    public SortedValues FirstToken => new(_firstToken);

    /// <summary>Output tokens a second.</summary>
    public SortedValues OutputRate => new(_outputRate);

    public void Take(TrialRecord trial)
    {
        Trials++;
        Requests = (Requests ?? 0) + trial.Requests;
        if (trial.CachedTokens is { } cached)
            CachedTokens = (CachedTokens ?? 0) + cached;
        if (OutcomeOf(trial) != "right")
            NotRight++;
        if (trial.Truncated)
            Truncated++;
        if (trial.Attempts > trial.Requests)
            Retried++;
        if (trial.Outcome == TrialOutcome.Infrastructure)
            FirstProblem ??= trial.Explanation;
        if (trial.FirstContentMs is { } first)
            _firstToken.Add(first);
        if (trial.OutputTokensPerSecond is { } rate)
            _outputRate.Add(rate);
    }

    /// <summary>A trial's outcome in one word: <c>right</c>, <c>wrong</c>, <c>unscored</c> or <c>infrastructure</c>.</summary>
    public static string OutcomeOf(TrialRecord trial) => trial.Outcome switch
    {
        TrialOutcome.Infrastructure => "infrastructure",
        TrialOutcome.Unscored => "unscored",
        _ => trial.Value >= 1 ? "right" : "wrong",
    };
}
