using System.Text.Json.Nodes;

namespace Kvv.Schemas;

/// <summary>How an attempt to build an instance ended.</summary>
public enum GenerationOutcome
{
    /// <summary>There is an instance.</summary>
    Generated,

    /// <summary>The schema demands what contradicts itself: no instance exists.</summary>
    Unsatisfiable,

    /// <summary>No instance was found within the bounds, or none that could be shown to be right.</summary>
    NotSolved,
}

/// <summary>An instance of a schema, or why there is none. A JSON <c>null</c> instance is <see langword="null"/> too, so ask <see cref="IsGenerated"/>.</summary>
public sealed class GenerationResult
{
    internal GenerationResult(GenerationOutcome outcome, JsonNode? instance, string? reason)
    {
        Outcome = outcome;
        Instance = instance;
        Reason = reason;
    }

    /// <summary>How it ended.</summary>
    public GenerationOutcome Outcome { get; }

    /// <summary>Whether <see cref="Instance"/> holds an instance.</summary>
    public bool IsGenerated => Outcome == GenerationOutcome.Generated;

    /// <summary>The instance; <see langword="null"/> is JSON <c>null</c> when <see cref="IsGenerated"/>.</summary>
    public JsonNode? Instance { get; }

    /// <summary>Why there is no instance, as one sentence; <see langword="null"/> when there is one.</summary>
    public string? Reason { get; }
}

/// <summary>Bounds of a generated instance and of the search for it.</summary>
public sealed record GeneratorOptions
{
    /// <summary>The deepest nesting of an instance; 60 unless told (readers commonly stop at 64).</summary>
    public int MaxDepth { get; init; } = 60;

    /// <summary>The longest string, in code points; 100,000 unless told.</summary>
    public int MaxStringLength { get; init; } = 100_000;

    /// <summary>The most items of an array or properties of an object; 10,000 unless told.</summary>
    public int MaxItems { get; init; } = 10_000;

    /// <summary>How many steps the search may take; 200,000 (a fraction of a second) unless told.</summary>
    public int MaxSteps { get; init; } = 200_000;
}
