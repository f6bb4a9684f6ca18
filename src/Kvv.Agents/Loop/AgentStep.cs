using System.Text.Json.Serialization;
using Kvv.Evaluation.Trials;

namespace Kvv.Agents.Loop;

/// <summary>What was wrong with a call, so that it was not carried out.</summary>
public enum CallFlaw
{
    /// <summary>Nothing: it was carried out.</summary>
    None,

    /// <summary>The arguments are no JSON object.</summary>
    Malformed,

    /// <summary>No declared tool has this name, or the call has none.</summary>
    UnknownTool,

    /// <summary>The arguments break the tool's schema.</summary>
    SchemaViolation,

    /// <summary>One reply held more calls than the limit.</summary>
    TooMany,
}

/// <summary>One call of a reply and what became of it.</summary>
public sealed record StepCall
{
    /// <summary>The id as the endpoint gave it; results go back under it.</summary>
    public string? Id { get; init; }

    /// <summary>The tool's name as the endpoint gave it.</summary>
    public string? Name { get; init; }

    /// <summary>The arguments text as the endpoint gave it.</summary>
    public string? Arguments { get; init; }

    /// <summary>Why it was not carried out.</summary>
    public CallFlaw Flaw { get; init; }

    /// <summary>The text that went back to the model.</summary>
    public required string Result { get; init; }

    /// <summary>Whether the tool refused or failed, or the call was flawed.</summary>
    public bool IsError { get; init; }

    /// <summary>Whether this call handed the work in.</summary>
    public bool EndsEpisode { get; init; }
}

/// <summary>One request of an episode with the reply and the calls carried out: a line of the step journal.</summary>
public sealed record AgentStep
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the user said right before; <see langword="null"/> when the step followed tool results.</summary>
    public string? User { get; init; }

    /// <summary>The reply's content.</summary>
    public string? Content { get; init; }

    /// <summary>The reply's reasoning.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The member that carried the reasoning.</summary>
    public string? ReasoningField { get; init; }

    /// <summary>The reply's finish reason.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The calls in the reply's order.</summary>
    public IReadOnlyList<StepCall> Calls { get; init; } = [];

    /// <summary>In the bash style: the words that went back to the model instead of a tool message.</summary>
    public string? Observation { get; init; }

    /// <summary>In the bash style: whether the reply did not hold exactly one shell block.</summary>
    public bool BlockMissing { get; init; }

    /// <summary>What the request leaves in the record of the trial: tokens, attempts, what was wrong with the reply.</summary>
    public required RequestRecord Request { get; init; }

    /// <summary>Whether the reply held neither words nor calls.</summary>
    [JsonIgnore]
    public bool IsEmpty => string.IsNullOrWhiteSpace(Content) && Calls.Count == 0;

    /// <summary>Tokens this step counts for: as reported, or a quarter of its characters.</summary>
    [JsonIgnore]
    public long CountedTokens => Request.CompletionTokens
        ?? ((Content?.Length ?? 0) + (Reasoning?.Length ?? 0) + Calls.Sum(c => (c.Arguments?.Length ?? 0) + (c.Name?.Length ?? 0))) / 4;
}
