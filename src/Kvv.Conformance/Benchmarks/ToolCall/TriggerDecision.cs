namespace Kvv.Conformance.Benchmarks.ToolCalls;

/// <summary>What one answer decided, beside what was due. The decision is the finish reason, as the maker's verifier takes it.</summary>
/// <param name="Sample">The item.</param>
/// <param name="Due">Whether a call is due: by the label, or because the official service called.</param>
/// <param name="Answered">Whether there was an answer; without one nothing was triggered.</param>
/// <param name="Finish">The finish reason, or <see langword="null"/>.</param>
/// <param name="CallsValid">For a finish reason of <c>tool_calls</c>: whether there are calls and all of them are valid; else <see langword="null"/>.</param>
public sealed record TriggerDecision(string Sample, bool Due, bool Answered, string? Finish, bool? CallsValid)
{
    /// <summary>The finish reason that stands for a call.</summary>
    public const string CallReason = "tool_calls";

    /// <summary>Whether the answer has reasoning and neither content nor a call.</summary>
    public bool OnlyReasoning { get; init; }

    /// <summary>
    /// Whether the words of the answer keep to the languages of the sets: no Cyrillic letter among them (the rule of MiniMax's
    /// verifier); <see langword="null"/> without words.
    /// </summary>
    public bool? FollowsLanguage { get; init; }

    /// <summary>Whether the answer called.</summary>
    public bool Triggered => Answered && Finish == CallReason;
}
