using Kvv.Conformance.Profiles;

namespace Kvv.Conformance.Requirements;

/// <summary>Whether the answer is asked for whole or as a stream.</summary>
public enum Transfer
{
    /// <summary>One JSON body.</summary>
    Whole,

    /// <summary>Server-sent events.</summary>
    Stream,
}

/// <summary>The mode in which a requirement is judged; one finding each.</summary>
/// <param name="Transfer">Whole or stream.</param>
/// <param name="Thinking">The thinking switch, or <see langword="null"/> where the rule does not depend on it: the cheapest setting the profile allows is used.</param>
public sealed record ProbeMode(Transfer Transfer, ThinkingMode? Thinking)
{
    /// <summary>The mode as it appears in results: <c>whole</c>, <c>stream, thinking on</c>.</summary>
    public override string ToString() => Thinking switch
    {
        null => TransferName,
        ThinkingMode.On => $"{TransferName}, thinking on",
        _ => $"{TransferName}, thinking off",
    };

    private string TransferName => Transfer == Transfer.Whole ? "whole" : "stream";
}

/// <summary>The transfers a requirement is judged in.</summary>
public enum TransferAxis
{
    /// <summary>Whole and streamed.</summary>
    Both,

    /// <summary>Whole only.</summary>
    Whole,

    /// <summary>Streamed only.</summary>
    Stream,
}

/// <summary>The thinking settings a requirement is judged in.</summary>
public enum ThinkingAxis
{
    /// <summary>The rule does not depend on thinking: once, with the cheapest setting the profile allows.</summary>
    Either,

    /// <summary>With thinking on and with thinking off.</summary>
    Both,

    /// <summary>With thinking on only.</summary>
    On,

    /// <summary>With thinking off only.</summary>
    Off,
}
