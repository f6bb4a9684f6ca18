namespace Kvv.Evaluation.Statistics.Sequential;

/// <summary>What a trial contributed.</summary>
public enum ObservationOutcome
{
    /// <summary>It has a score.</summary>
    Scored,

    /// <summary>It ran and says nothing about the metric, such as a true negative about F1.</summary>
    Irrelevant,

    /// <summary>
    /// It brought no answer worth judging after the registered attempts. Its score is unknown, not 0: it counts as the
    /// worst score toward "conforms" and as the best toward "fails", so an outage can decide nothing.
    /// </summary>
    Infrastructure,
}

/// <summary>One finished trial, in schedule order.</summary>
/// <param name="Trial">Its place in the schedule.</param>
/// <param name="Outcome">What it contributed.</param>
/// <param name="Score">The score of a scored trial, within the rule's score range; else <see langword="null"/>.</param>
/// <param name="FailureClass">
/// For a trial that failed by the way it was transported (a broken stream, an empty answer …) the class of that failure;
/// <see langword="null"/> when the model itself answered wrongly or rightly.
/// </param>
/// <param name="RequestHash">Hash of the whole request, for the ledger.</param>
public sealed record Observation(
    ScheduledTrial Trial, ObservationOutcome Outcome, double? Score = null, string? FailureClass = null, string? RequestHash = null);
