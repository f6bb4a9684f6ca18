using Kvv.Conformance.Requirements;

namespace Kvv.Conformance.Findings;

/// <summary>The closed set of ways a requirement can be judged.</summary>
public enum FindingStatus
{
    /// <summary>The rule holds.</summary>
    Pass,

    /// <summary>The rule is broken.</summary>
    Fail,

    /// <summary>Too little evidence.</summary>
    Undecided,

    /// <summary>The profile says the feature is absent.</summary>
    Unsupported,

    /// <summary>No answer worth judging: connect, timeout, 429, 5xx after the retry policy.</summary>
    Infrastructure,

    /// <summary>A bug of this suite.</summary>
    HarnessError,

    /// <summary>Not judged: the run ended before, or the endpoint was never reached.</summary>
    NotRun,
}

/// <summary>A requirement judged once, in one mode.</summary>
public sealed record Finding
{
    /// <summary>The rule.</summary>
    public required Requirement Requirement { get; init; }

    /// <summary>The mode, as text; <c>every reply</c> for an always-on rule.</summary>
    public required string Mode { get; init; }

    /// <summary>The judgement.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>What a correct endpoint does, in a sentence.</summary>
    public string? Expected { get; init; }

    /// <summary>What was seen, or why nothing was judged, in a sentence.</summary>
    public string? Actual { get; init; }

    /// <summary>Suspected faults, most likely first: ids of the fault catalogue. Empty unless the rule failed.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Files of the run folder that show it, relative paths.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>How long judging took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Whether this finding speaks against the endpoint in the verdict: a <c>must</c> rule that failed.</summary>
    public bool IsDecisiveFailure => Requirement.Level == Level.Must && Status == FindingStatus.Fail;

    /// <summary>Whether this finding speaks against the endpoint where recommendations are required: a <c>should</c> rule that failed.</summary>
    public bool IsRecommendationNotFollowed => Requirement.Level == Level.Should && Status == FindingStatus.Fail;

    /// <summary>Whether this finding leaves the verdict open: a <c>must</c> rule that could not be judged.</summary>
    public bool IsDecisiveDoubt => Requirement.Level == Level.Must
        && Status is FindingStatus.Undecided or FindingStatus.Infrastructure or FindingStatus.HarnessError or FindingStatus.NotRun;
}
