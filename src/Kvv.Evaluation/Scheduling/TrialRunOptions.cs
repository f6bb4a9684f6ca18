using Kvv.Evaluation.Benchmarks;
using Kvv.Evaluation.Trials;

namespace Kvv.Evaluation.Scheduling;

/// <summary>How a benchmark is run.</summary>
public sealed record TrialRunOptions
{
    /// <summary>Told of each trial that ended; called from any thread.</summary>
    public IProgress<TrialRecord>? Progress { get; init; }

    /// <summary>Told of each trial that an earlier part of the run has settled, in registered order, before anything is sent.</summary>
    public Action<TrialRecord>? Recalled { get; init; }

    /// <summary>
    /// Told of requests of a trial that an earlier part of the run has made without filing the trial, when it is filed now; each
    /// request once. Called from any thread.
    /// </summary>
    public Action<TrialId, IReadOnlyList<RequestRecord>>? TakenOver { get; init; }

    /// <summary>The way to the endpoint of one trial; <see langword="null"/> for that of the scheduler.</summary>
    public Func<TrialId, SendRequest>? Send { get; init; }

    /// <summary>
    /// Told of each trial that the stop rule has looked at, in registered order, those of an earlier part of the run included.
    /// Never called without a stop rule. Must be quick: nothing of the benchmark goes on meanwhile.
    /// </summary>
    public Action<TrialId>? Judged { get; init; }

    /// <summary>Told once what the journal held, before anything is sent.</summary>
    public Action<JournalFound>? Found { get; init; }

    /// <summary>
    /// Which trials this machine makes, or <see langword="null"/> for all. With a choice the stop rule is not asked: it needs
    /// the trials of the other machines, and looks at them when the shards are joined.
    /// </summary>
    public Func<TrialId, bool>? Includes { get; init; }

    /// <summary>Whether trials that ended in infrastructure errors stay as they are instead of being made again.</summary>
    public bool OutagesAreFinal { get; init; }

    /// <summary>Whether its trials start before those of every benchmark that is not first: quick ones that show a broken endpoint early.</summary>
    public bool GoesFirst { get; init; }
}

/// <summary>What a journal held when its benchmark was opened.</summary>
/// <param name="Done">Trials that are settled under the same configuration and are not sent.</param>
/// <param name="ToDo">Trials that were never made.</param>
/// <param name="ToRedo">Trials that are sent again: they ended in infrastructure errors, or their configuration has changed.</param>
/// <param name="Changed">Of <paramref name="ToRedo"/>, those whose configuration has changed.</param>
public sealed record JournalFound(int Done, int ToDo, int ToRedo, int Changed);

/// <summary>The trials of a benchmark that ended, in registered order.</summary>
/// <param name="Trials">
/// Their records, without the long texts that only the journal keeps. After an early stop exactly the prefix that the rule has
/// looked at; of a benchmark that was closed, the prefix that is complete.
/// </param>
/// <param name="StopReason"><see cref="Complete"/>, or what ended it early.</param>
public sealed record TrialRun(IReadOnlyList<TrialRecord> Trials, string StopReason)
{
    /// <summary>The reason of a run that made every trial.</summary>
    public const string Complete = "complete";

    /// <summary>Trials that were to be made.</summary>
    public int Planned { get; init; }

    /// <summary>Whether its stop rule ended it, so that what was made beyond is not looked at.</summary>
    public bool IsStopped => !IsPartial && StopReason != Complete;

    /// <summary>Whether it was closed from outside before its end, so that its trials are not all that was to be judged.</summary>
    public bool IsPartial { get; init; }
}

/// <summary>How far a benchmark is.</summary>
/// <param name="Benchmark">Its id.</param>
/// <param name="Total">Trials to be made.</param>
/// <param name="Done">Trials that ended.</param>
/// <param name="Right">Of those, the ones with the full score.</param>
/// <param name="Answered">Of those, the ones that got an answer, scored or not.</param>
/// <param name="Infrastructure">Of those, the ones without an answer worth judging.</param>
/// <param name="Times">How long its trials take, as far as it is known.</param>
/// <param name="Ended">Why it ended, or <see langword="null"/> while it runs.</param>
public sealed record BenchmarkState(
    string Benchmark, int Total, int Done, int Right, int Answered, int Infrastructure, TrialTimes Times, string? Ended);
