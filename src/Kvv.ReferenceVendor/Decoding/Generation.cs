namespace Kvv.ReferenceVendor.Decoding;

/// <summary>One choice as tokens, in the order in which they are sent: reasoning, content, calls.</summary>
internal sealed class Generation
{
    public required int Index { get; init; }

    public List<string> Reasoning { get; init; } = [];

    public List<string> Content { get; init; } = [];

    public List<GeneratedCall> Calls { get; init; } = [];

    public string? FinishReason { get; set; }

    public int CompletionTokens => Reasoning.Count + Content.Count + Calls.Sum(c => c.Cost);

    public string ContentText => string.Concat(Content);

    public string ReasoningText => string.Concat(Reasoning);
}

/// <summary>A tool call as tokens.</summary>
internal sealed class GeneratedCall
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public List<string> Arguments { get; init; } = [];

    /// <summary>What opening the call costs: its name and the marker before it.</summary>
    public required int HeadCost { get; init; }

    public int Cost => HeadCost + Arguments.Count;

    public string ArgumentText => string.Concat(Arguments);
}
