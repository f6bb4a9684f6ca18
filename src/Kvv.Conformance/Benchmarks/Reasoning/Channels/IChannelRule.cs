using Kvv.Conformance.Profiles;

namespace Kvv.Conformance.Benchmarks.Reasoning.Channels;

/// <summary>One rule of how reasoning and answer are delivered.</summary>
internal interface IChannelRule
{
    /// <summary>Name of the metric: the share of replies that keep the rule.</summary>
    string Name { get; }

    /// <summary>What replies that keep it do, to complete "12 of 40 replies …".</summary>
    string Says { get; }

    /// <summary>
    /// The faults that a reply shows, the likeliest first; empty when it keeps the rule, <see langword="null"/> when the rule
    /// does not apply to it.
    /// </summary>
    IReadOnlyList<string>? Broken(ChannelReply reply, ChannelFacts facts);
}

/// <summary>What the rules know besides the reply.</summary>
/// <param name="Thinking">Whether the request asked for thinking.</param>
/// <param name="IsChinese">Whether an item is asked in Chinese.</param>
/// <param name="MaxTokens">The cap of the requests, or <see langword="null"/>.</param>
internal sealed record ChannelFacts(ThinkingMode Thinking, Func<string, bool> IsChinese, int? MaxTokens)
{
    /// <summary>Whether the model was asked to think.</summary>
    public bool Thinks => Thinking == ThinkingMode.On;
}

/// <summary>Every rule of the channel.</summary>
internal static class ChannelRules
{
    public static IReadOnlyList<IChannelRule> All { get; } =
    [
        new AnswerAfterReasoning(), new ClosedThinking(), new SplitChannels(), new OneLanguage(), new NoLoops(), new NoCharacterRuns(), new IntactText(), new CountedReasoning(),
    ];
}
