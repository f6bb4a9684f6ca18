namespace Kvv.ReferenceVendor.Contract;

/// <summary>What a request to switch thinking off meets.</summary>
internal enum OffRequest
{
    Honoured,
    Refused,
    Ignored,
}

/// <summary>How the model thinks and how a request steers it.</summary>
internal sealed record ThinkingContract
{
    public bool CanThink { get; init; }

    public bool CanRefrain { get; init; } = true;

    public bool OnByDefault { get; init; }

    public OffRequest OffRequest { get; init; }

    /// <summary>The member that carries reasoning text; <see langword="null"/> for a model that never thinks.</summary>
    public string? ReasoningField { get; init; }

    public IReadOnlyList<string> Efforts { get; init; } = [];

    public string? DefaultEffort { get; init; }

    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Earlier tool turns must come back with their reasoning (Moonshot's K2.5 and later refuse the turn without).</summary>
    public bool EchoRequired { get; init; }

    /// <summary>Earlier reasoning stays in the prompt unasked.</summary>
    public bool AlwaysKeeps { get; init; }
}
