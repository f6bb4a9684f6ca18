using Kvv.Evaluation.Benchmarks;
using Kvv.Wire;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>What the rules of the channel look at.</summary>
internal sealed record ChannelReply
{
    public required string Sample { get; init; }

    public string? Content { get; init; }

    public string? Reasoning { get; init; }

    public string? FinishReason { get; init; }

    public IReadOnlyList<ToolCall> ToolCalls { get; init; } = [];

    public long? CompletionTokens { get; init; }

    public long? ReasoningTokens { get; init; }

    public IReadOnlyList<Anomaly> Anomalies { get; init; } = [];

    public static ChannelReply Of(Sample sample, Exchange exchange)
    {
        var choice = exchange.Reply?.First;
        return new()
        {
            Sample = sample.Id,
            Content = choice?.Content,
            Reasoning = choice?.Reasoning,
            FinishReason = choice?.FinishReason,
            ToolCalls = choice?.ToolCalls ?? [],
            CompletionTokens = exchange.Reply?.Usage?.CompletionTokens,
            ReasoningTokens = exchange.Reply?.Usage?.ReasoningTokens,
            Anomalies = exchange.Anomalies,
        };
    }
}
